import type { Hub } from '../hub/hub'
import { ConnectionPace } from './connection-pace'
import { FfmpegProgram } from './ffmpeg-program'
import { openPull } from './open-pull'
import { systemClock } from './pull-clock'
import { PullDesk } from './pull-desk'
import type { StreamPullDeps } from './stream-pull'
import { openWhepPull } from './whep/open-whep-pull'

/** The desk with the clock and the programs of this computer. `now` gives ms since the epoch. */
export const createPullDesk = (
  hub: Hub,
  events: Pick<StreamPullDeps, 'pulled' | 'dropped'>,
  now: () => number,
): { desk: PullDesk; ffmpeg: FfmpegProgram } => {
  const clock = systemClock(now)
  const ffmpeg = new FfmpegProgram(now)
  const desk = new PullDesk({
    ...events,
    open: openPull(() => ffmpeg.check(), openWhepPull),
    pace: new ConnectionPace(clock),
    clock,
    hubStream: (stream) => hub.stream(stream),
  })
  return { desk, ffmpeg }
}
