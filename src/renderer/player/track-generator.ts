/**
 * Chromium's MediaStreamTrackGenerator: a video track whose pictures a worker writes. Not a standard
 * and in windows only; `VideoTrackGenerator`, which is to follow it, is not in Chromium 130.
 */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>
}
type TrackGeneratorClass = new (options: { kind: 'video' }) => TrackGenerator

/** A new generator, or undefined where there is none. */
export function trackGenerator(): TrackGenerator | undefined {
  const { MediaStreamTrackGenerator: Generator } = globalThis as {
    MediaStreamTrackGenerator?: TrackGeneratorClass
  }
  return Generator && new Generator({ kind: 'video' })
}
