import { spawnSync } from 'node:child_process'
import type { Publisher } from '../publisher'
import { firstLine, startProgram } from '../program'

const PROGRAM = process.env['DOCKWALL_FFMPEG'] ?? 'ffmpeg'
const PICTURES = '-re -f lavfi -i testsrc2=size=640x360:rate=15'
const ENCODER = '-c:v libx264 -profile:v baseline -tune zerolatency -bf 0 -g 30 -b:v 800k'

/** FFmpeg's own WHIP muxer, which answers no checks and heeds no demand. */
export const ffmpeg: Publisher = {
  name: 'FFmpeg whip',
  heedsKeyDemand: false,
  leaves: 'delete',
  look: async () => {
    const said = firstLine(PROGRAM, '-version') ?? ''
    const version = /^ffmpeg version (\S+)/.exec(said)?.[1]
    if (version === undefined) return { skipped: 'Debian: ffmpeg of version 8 or later' }
    const muxers = spawnSync(PROGRAM, ['-hide_banner', '-muxers'], { encoding: 'utf8' }).stdout
    if (/^\s*E\s+whip\s/m.test(muxers)) return { version }
    return { skipped: `ffmpeg ${version} has no WHIP: 8 or later, named by DOCKWALL_FFMPEG` }
  },
  start: (url) =>
    startProgram(
      [PROGRAM, ...`-v warning ${PICTURES} ${ENCODER} -f whip`.split(' '), url],
      (child) => child.stdin?.end('q'),
    ),
}
