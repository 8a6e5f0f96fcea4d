import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PullSource } from '@shared/media-server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { FfmpegProgram } from './ffmpeg-program'
import { httpServer } from './fixtures/flv-server'
import { heardPull } from './fixtures/heard-pull'
import { ffmpegPull } from './open-ffmpeg-pull'
import { openHttpFlv } from './open-http-flv'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0
const named = (name: string) => (ffmpeg ? name : `${name} (SKIPPED: ffmpeg is not installed)`)

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const program = new FfmpegProgram(Date.now)
const openFfmpeg = ffmpegPull(() => program.check())
const pullFrom = (source: PullSource) => {
  const open = source.by === 'http-flv' ? openHttpFlv : openFfmpeg
  const pull = heardPull(open, source)
  ends.push(() => pull.running.stop())
  return pull
}
const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
const SOURCE = '-nostdin -loglevel verbose -re -f lavfi -i testsrc2=s=320x180:r=25 -t 30'
const X264 = '-c:v libx264 -preset ultrafast -g 10 -bf 0'

/** FFmpeg as the server of one viewer; resolves when it listens. */
const serve = async (output: string) => {
  const child: ChildProcess = spawn('ffmpeg', `${SOURCE} ${X264} ${output}`.split(' '))
  ends.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  // The encoder is up; the address is opened next and waits for its viewer.
  await new Promise<void>((done) => {
    child.stderr?.on('data', (text: Buffer) => {
      if (text.includes('lavfi')) done()
    })
  })
  return child
}
/** Opens until somebody listens: the server does not say when it does. */
const pullWhenUp = async (source: PullSource) => {
  for (;;) {
    const pull = pullFrom(source)
    const first = await Promise.race([pull.came(12), pull.over()])
    if (Array.isArray(first)) return pull
  }
}

/** A folder with a playlist of four seconds, `cam.m3u8`, and its segments from `cam0.ts` on. */
const segments = () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockwall-hls-'))
  ends.push(() => rmSync(folder, { recursive: true }))
  const source = '-f lavfi -i testsrc2=s=320x180:r=25 -t 4'
  const output = `-f hls -hls_time 1 ${join(folder, 'cam.m3u8')}`
  spawnSync('ffmpeg', `${source} ${X264} ${output}`.split(' '))
  return folder
}

describe('programs of others serve', () => {
  test.skipIf(!ffmpeg)(named('RTMP by ffmpeg'), async () => {
    const url = `rtmp://127.0.0.1:${String(await freePort())}/live/cam`
    const server = await serve(`-f flv -listen 1 ${url}`)
    const pull = await pullWhenUp({ by: 'rtmp', url })
    expect(pull.answered()).toBe(1)
    expect(pull.units[0]).toMatchObject({ key: true, config: { width: 320, height: 180 } })
    pull.running.stop()
    // Its viewer is gone, so that our FFmpeg is.
    await once(server, 'exit')
    expect(pull.ends).toEqual([])
  })

  test.skipIf(!ffmpeg)(named('HTTP-FLV by ffmpeg'), async () => {
    const url = `http://127.0.0.1:${String(await freePort())}/live/cam.flv`
    const server = await serve(`-f flv -listen 1 ${url}`)
    const pull = await pullWhenUp({ by: 'http-flv', url })
    expect(pull.units[0]).toMatchObject({ key: true, config: { width: 320, height: 180 } })
    server.kill('SIGKILL')
    expect((await pull.over()).outcome).toBe('ended')
  })

  test.skipIf(!ffmpeg)(named('HLS made by ffmpeg'), async () => {
    const folder = segments()
    const { url, close } = await httpServer(({ url: asked = '' }, response) => {
      response.end(readFileSync(join(folder, basename(asked))))
    })
    ends.push(close)
    const pull = pullFrom({ by: 'hls', url: `${url}/hls/cam.m3u8` })
    expect((await pull.over()).outcome).toBe('ended')
    expect(pull.units[0]).toMatchObject({ key: true, config: { width: 320, height: 180 } })
    expect(pull.units.length).toBeGreaterThan(20)
  })
})

describe('servers that have nothing for FFmpeg', () => {
  test.skipIf(!ffmpeg).each(['rtmp', 'rtsp', 'hls'] as const)(
    named('nobody listens for %s'),
    async (by) => {
      const scheme = by === 'hls' ? 'http' : by
      const url = `${scheme}://127.0.0.1:${String(await freePort())}/live/cam_topsecret?sign=hidden`
      const pull = pullFrom({ by, url })
      const { outcome, detail } = await pull.over()
      expect(outcome).toBe('unreachable')
      expect(detail).toContain('Connection refused')
      expect(detail).not.toMatch(/topsecret|hidden/)
      expect(pull.answered()).toBe(0)
    },
  )

  test.skipIf(!ffmpeg).each([
    [404, 'no-stream'],
    [403, 'refused'],
    [200, 'unreadable'],
  ])(named('HLS answered with %i'), async (status, outcome) => {
    const { url, close } = await httpServer((_, response) => {
      response.writeHead(status).end('<!doctype html>')
    })
    ends.push(close)
    const pull = pullFrom({ by: 'hls', url: `${url}/cam.m3u8` })
    expect((await pull.over()).outcome).toBe(outcome)
    expect(pull.answered()).toBe(1)
  })

  test.skipIf(!ffmpeg)(named('a playlist that names a file gets none'), async () => {
    const file = pathToFileURL(join(segments(), 'cam0.ts')).href
    const { url, close } = await httpServer((_, response) => {
      response.end(`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${file}\n#EXT-X-ENDLIST\n`)
    })
    ends.push(close)
    const pull = pullFrom({ by: 'hls', url: `${url}/cam.m3u8` })
    expect((await pull.over()).outcome).toBe('unreadable')
    expect(pull.units).toEqual([])
  })

  test('without the program, and with an address that is none', async () => {
    const gone = ffmpegPull(async () => ({ kind: 'ffmpeg-missing', detail: 'ENOENT' }))
    const missing = heardPull(gone, { by: 'rtmp', url: 'rtmp://h/x' })
    expect(await missing.over()).toEqual({ outcome: 'ffmpeg-missing', detail: 'ENOENT' })
    const usable = { kind: 'usable', program: '/nowhere/ffmpeg', libavformat: 59 } as const
    const odd = heardPull(
      ffmpegPull(async () => usable),
      { by: 'rtmp', url: '-version' },
    )
    expect((await odd.over()).outcome).toBe('unreadable')
    const deleted = heardPull(
      ffmpegPull(async () => usable),
      { by: 'rtmp', url: 'rtmp://h/x' },
    )
    expect((await deleted.over()).outcome).toBe('ffmpeg-missing')
  })
})
