import { hasNginxRtmp, NginxRtmp } from '../../e2e/nginx-rtmp'
import { firstLine, startProgram } from '../program'
import type { Server } from '../server'

const PICTURES =
  'ffmpeg -v error -re -f lavfi -i testsrc2=size=640x360:rate=15 -c:v libx264 -profile:v main ' +
  '-preset ultrafast -g 30 -b:v 800k -f flv'

const address = (port: number): string => `rtmp://127.0.0.1:${port}/live/interop`

/** nginx with its RTMP module, which ffmpeg publishes to and ffmpeg fetches from. */
export const nginxRtmp: Server = {
  name: 'nginx-rtmp, RTMP server',
  look: async () => {
    const version = firstLine('/usr/sbin/nginx', '-v')?.replace(/^.*\//, '')
    if (version === undefined || !hasNginxRtmp) return { skipped: 'Debian: libnginx-mod-rtmp' }
    return firstLine('ffmpeg', '-version') === undefined
      ? { skipped: 'Debian: ffmpeg' }
      : { version }
  },
  source: ({ port }) => ({ by: 'rtmp', url: address(port) }),
  start: async ({ port, folder }) => {
    const server = await NginxRtmp.start(folder, port)
    const publisher = startProgram([...PICTURES.split(' '), address(port)], () => undefined)
    return {
      kill: async () => {
        publisher.kill()
        await server.stop()
      },
      said: () => publisher.said(),
    }
  },
}
