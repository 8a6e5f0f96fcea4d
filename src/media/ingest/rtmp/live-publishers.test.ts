import { spawn, spawnSync } from 'node:child_process'
import type { AccessUnit } from '@shared/access-unit'
import type { OutletMessage } from '@shared/media-contract'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { PortOutlet } from '../../outlet/port-outlet'
import { startServer } from './server-fixture'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const installed = (program: string, flag: string) => spawnSync(program, [flag]).status === 0
const ffmpeg = installed('ffmpeg', '-version') && installed('ffprobe', '-version')
const gstreamer =
  installed('gst-launch-1.0', '--version') &&
  ['x264enc', 'rtmpsink', 'rtmp2sink'].every((part) => installed('gst-inspect-1.0', part))
const named = (name: string, there: boolean, program: string) =>
  there ? name : `${name} (SKIPPED: ${program} is not installed)`

let fixture: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  fixture = await startServer([{ stream: 'cam', key: 'key' }])
})
afterAll(() => fixture.server.stop())

/** Lets a program publish; gives all units and all FLV bytes that came out. */
const publish = async (program: string, args: string) => {
  const stream = fixture.hub.stream('cam')
  const units: AccessUnit[] = []
  const flv: Uint8Array[] = []
  const off = stream.watch({ unit: (unit) => units.push(unit), state: () => {} })
  const port = {
    postMessage: (message: OutletMessage) => {
      if (message.kind === 'flv') flv.push(message.data)
    },
    on: () => {},
    start: () => {},
    close: () => {},
  }
  const outlet = new PortOutlet(stream, port, 'flv')
  fixture.said.length = 0
  const url = `rtmp://127.0.0.1:${String(fixture.port)}/live/cam_key`
  const child = spawn(program, args.replace('URL', url).split(' '), { stdio: 'ignore' })
  const code = await new Promise((done) => child.on('exit', done))
  await Promise.race([
    fixture.heard('cam ended unpublished'),
    fixture.heard('cam ended peer-closed'),
  ])
  off()
  outlet.close()
  return { code, units, flv: Buffer.concat(flv) }
}

const probe = (flv: Uint8Array) => {
  const fields = 'stream=width,height,has_b_frames,nb_read_frames'
  const args = ['-v', 'error', '-count_frames', '-show_entries', fields, '-of', 'json', '-i', '-']
  const { stdout } = spawnSync('ffprobe', args, { input: flv })
  return (JSON.parse(stdout.toString()) as { streams: unknown[] }).streams
}

const SOURCE = '-loglevel error -f lavfi -i testsrc2=s=320x180:r=25'
const X264 = '-c:v libx264 -preset ultrafast -g 10'

describe('programs of others publish', () => {
  test.skipIf(!ffmpeg)(named('ffmpeg without B pictures', ffmpeg, 'ffmpeg'), async () => {
    const { code, units, flv } = await publish('ffmpeg', `${SOURCE} -t 2 ${X264} -bf 0 -f flv URL`)
    expect(code).toBe(0)
    expect(units).toHaveLength(50)
    expect(units.filter(({ key }) => key)).toHaveLength(5)
    expect(units[0]?.config).toMatchObject({ width: 320, height: 180 })
    expect(probe(flv)).toEqual([{ width: 320, height: 180, has_b_frames: 0, nb_read_frames: '50' }])
  })

  test.skipIf(!ffmpeg)(named('ffmpeg with B pictures and sound', ffmpeg, 'ffmpeg'), async () => {
    const sound = '-f lavfi -i sine -c:a aac'
    const args = `${SOURCE} ${sound} -t 2 -c:v libx264 -g 10 -bf 2 -f flv URL`
    const { code, units } = await publish('ffmpeg', args)
    expect(code).toBe(0)
    expect(units).toHaveLength(50)
    expect(units.some(({ composition = 0 }) => composition > 0)).toBe(true)
    // Told again once B pictures were seen, and only then.
    expect(units.filter(({ config }) => config)).toHaveLength(2)
  })

  test.skipIf(!gstreamer || !ffmpeg).each(['rtmpsink', 'rtmp2sink'])(
    named('GStreamer %s', gstreamer && ffmpeg, 'GStreamer or ffmpeg'),
    async (sink) => {
      const source = 'videotestsrc num-buffers=25 ! video/x-raw,width=320,height=180,framerate=25/1'
      const encoder = 'x264enc tune=zerolatency key-int-max=10 ! flvmux streamable=true'
      const { code, units, flv } = await publish(
        'gst-launch-1.0',
        `-q ${source} ! ${encoder} ! ${sink} location=URL`,
      )
      expect(code).toBe(0)
      expect(units).toHaveLength(25)
      expect(probe(flv)).toMatchObject([{ width: 320, height: 180, nb_read_frames: '25' }])
    },
  )
})
