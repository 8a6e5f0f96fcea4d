import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { RECORD, startServer, UNITS } from './server-fixture'
import { SocketPublisher } from './socket-publisher'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const MIB = 1 << 20
const capture = (name: string) =>
  readFileSync(new URL(`../../../protocol/rtmp/fixtures/${name}.rtmp`, import.meta.url))
const HANDSHAKE = Buffer.concat([Buffer.of(3), Buffer.alloc(2 * 1536)])
const SET_CHUNK = Buffer.of(2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff)
const PING = Buffer.of(2, 0, 0, 0, 0, 0, 6, 4, 0, 0, 0, 0, 0, 6, 0, 0, 0, 1)
const header = (stream: number, length: number) =>
  Buffer.of(stream, 0, 0, 0, length >> 16, length >> 8, length, 9, 1, 0, 0, 0)

/** One server for the whole file: whatever came before must not matter. */
let fixture: Awaited<ReturnType<typeof startServer>>
const sockets: Socket[] = []

beforeAll(async () => {
  fixture = await startServer([
    { stream: 'one', key: 'k' },
    { stream: 'cam', key: 'key' },
  ])
})
afterAll(() => fixture.server.stop())
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await aPublishStillWorks()
})

const open = () => {
  const socket = connect(fixture.port, '127.0.0.1').on('error', () => {})
  sockets.push(socket)
  // Unread data would hide that the server closed.
  return socket.resume()
}
const closed = (socket: Socket) => new Promise<void>((done) => socket.on('close', () => done()))

/** Sends everything and ends; resolves when the server has closed its side too. */
const talk = async (bytes: Uint8Array) => {
  const socket = open()
  const over = closed(socket)
  socket.end(bytes)
  await over
}

const aPublishStillWorks = async () => {
  const all = fixture.units('one', UNITS.length)
  const publisher = new SocketPublisher(fixture.port, 'one_k')
  await publisher.state('publishing')
  publisher.push(RECORD, UNITS)
  expect(await all).toEqual(UNITS.map(({ data }) => data.length))
  publisher.socket.destroy()
  await publisher.closed
}

describe('hostile publishers', () => {
  test('random bytes, with and without a handshake', async () => {
    const bytes = fc.uint8Array({ maxLength: 3000 })
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (body, shaken) => {
        await talk(shaken ? Buffer.concat([HANDSHAKE, body]) : body)
      }),
      { numRuns: 40 },
    )
  })

  test('real conversations with bytes changed or missing', async () => {
    const bases = ['ffmpeg-publish', 'gstreamer-rtmp2sink'].map(capture)
    const change = fc.record({ at: fc.nat(20_000), to: fc.nat(255) })
    const plan = fc.record({
      base: fc.constantFrom(...bases),
      changes: fc.array(change, { maxLength: 25 }),
      early: fc.array(fc.record({ at: fc.integer({ min: 3073, max: 3600 }), to: fc.nat(255) }), {
        maxLength: 4,
      }),
      cut: fc.integer({ min: 3000, max: 21_000 }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ base, changes, early, cut }) => {
        const bytes = Buffer.from(base.subarray(0, cut))
        for (const { at, to } of [...changes, ...early]) if (at < bytes.length) bytes[at] = to
        await talk(bytes)
      }),
      { numRuns: 60 },
    )
  })

  test('another protocol is closed at its first byte', async () => {
    const socket = open()
    socket.write('GET / HTTP/1.1\r\n\r\n')
    await closed(socket)
    expect(fixture.said).toContain('refused not-rtmp')
  })

  test('claimed sizes cost nothing: thirty connections, thirty messages of 8 MB each', async () => {
    const before = process.memoryUsage().arrayBuffers
    const claims = Array.from({ length: 30 }, (_, at) => [
      header(at + 3, 8 * MIB - 1),
      Buffer.alloc(128),
    ])
    const all = Array.from({ length: 30 }, () => {
      const socket = open()
      const answered = new Promise<void>((done) => {
        let count = 0
        socket.on('data', (bytes) => (count += bytes.length) > HANDSHAKE.length && done())
      })
      socket.write(Buffer.concat([HANDSHAKE, ...claims.flat(), PING]))
      return answered
    })
    await Promise.all(all)
    const grown = process.memoryUsage().arrayBuffers - before
    expect(grown).toBeLessThan(100 * MIB)
  })

  test('messages that never end are closed at their bound', async () => {
    const socket = open()
    const over = closed(socket)
    const piece = Buffer.alloc(5 * MIB)
    socket.write(Buffer.concat([HANDSHAKE, SET_CHUNK]))
    // One chunk size too large to be finished: three messages that stay open is what it takes.
    for (const stream of [3, 4, 5]) {
      const small = Buffer.of(2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0x50, 0, 0)
      socket.write(Buffer.concat([small, header(stream, 7 * MIB), piece]))
    }
    await over
    expect(fixture.said).toContain('refused too-much-unfinished')
  })

  test('a message over the limit', async () => {
    const socket = open()
    const over = closed(socket)
    socket.write(Buffer.concat([HANDSHAKE, header(3, 9 * MIB)]))
    await over
    expect(fixture.said).toContain('refused message-too-large')
  })

  test('one that asks and never reads the answers', async () => {
    const socket = open()
    socket.pause()
    const flood = Buffer.alloc(PING.length * 20_000, PING)
    socket.write(HANDSHAKE)
    const more = () => {
      while (!socket.destroyed && socket.write(flood)) continue
    }
    socket.on('drain', more)
    more()
    await fixture.heard('refused answers-unread')
  })

  test('garbage H.264 by a rightful publisher is counted and disturbs nobody', async () => {
    const publisher = new SocketPublisher(fixture.port, 'cam_key')
    sockets.push(publisher.socket)
    await publisher.state('publishing')
    const counted = fixture.heard('cam dropped unit-truncated')
    const garbage = Uint8Array.from({ length: 5000 }, (_, at) => (at * 167) & 0xff)
    publisher.push(garbage, [{ data: garbage, key: true }])
    publisher.push(RECORD, [{ data: garbage, key: true }, ...UNITS])
    const units = await fixture.units('cam', 1)
    expect(units).toHaveLength(1)
    await counted
    expect(fixture.hub.stream('cam').read(fixture.clock.now).dropped).toBeGreaterThanOrEqual(2)
  })
})
