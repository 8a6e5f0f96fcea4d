import { CanvasSink } from './canvas-sink'
import type { PictureSink } from './picture-sink'
import type { SinkTarget } from './player-protocol'
import { TrackSink } from './track-sink'

/** The sink of a target that the window handed over. */
export function openSink(target: SinkTarget): PictureSink {
  return target.kind === 'track' ? new TrackSink(target.writable) : new CanvasSink(target.canvas)
}
