import type { Hub } from '../hub/hub'
import { ConnectionPace } from './connection-pace'
import { FfmpegProgram } from './ffmpeg-program'
import { openLater } from './open-later'
import { openPull } from './open-pull'
import { systemClock } from './pull-clock'
import { PullDesk } from './pull-desk'
import type { StreamPullDeps } from './stream-pull'

/** The desk with the clock and the programs of this computer. `now` gives ms since the epoch. */
export const createPullDesk = (
  hub: Hub,
  events: Pick<StreamPullDeps, 'pulled' | 'dropped'>,
  now: () => number,
): { desk: PullDesk; ffmpeg: FfmpegProgram } => {
  const clock = systemClock(now)
  const ffmpeg = new FfmpegProgram(now)
  const whep = openLater(() => Promise.reject(new Error('not built')))
  const desk = new PullDesk({
    ...events,
    open: openPull(() => ffmpeg.check(), whep),
    pace: new ConnectionPace(clock),
    clock,
    hubStream: (stream) => hub.stream(stream),
  })
  return { desk, ffmpeg }
}
