import type { PullProtocol } from '@shared/media-server'
import { ffmpegPull } from './open-ffmpeg-pull'
import type { FfmpegCheck } from './ffmpeg-program'
import { openHttpFlv } from './open-http-flv'
import { openWsFlv } from './open-ws-flv'
import type { OpenPull } from './pull-source'

/** Opens a source by whatever its protocol is. `check` gives the FFmpeg for what needs it. */
export const openPull = (check: () => Promise<FfmpegCheck>, whep: OpenPull): OpenPull => {
  const byFfmpeg = ffmpegPull(check)
  const openers: Record<PullProtocol, OpenPull> = {
    whep,
    'ws-flv': openWsFlv,
    'http-flv': openHttpFlv,
    rtmp: byFfmpeg,
    rtsp: byFfmpeg,
    hls: byFfmpeg,
  }
  return (source, events, now) => openers[source.by](source, events, now)
}
