import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { OFFER } from './engine-fixture'
import { PATH, startWhip } from './whip-fixture'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const ends: (() => unknown)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const end of ends.splice(0)) await end()
})

const started = async () => {
  const all = await startWhip()
  ends.push(() => all.server.stop())
  /** Writes bytes and reads until the connection ends. */
  const raw = async (...pieces: (string | Uint8Array)[]): Promise<string> => {
    const socket: Socket = connect(all.port, '127.0.0.1')
    ends.push(() => socket.destroy())
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    for (const piece of pieces) socket.write(piece)
    await once(socket, 'close')
    return Buffer.concat(chunks).toString()
  }
  return { ...all, raw }
}
const head = (lines: string[], path = PATH) =>
  [`POST ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...lines, '', ''].join('\r\n')
const TYPE = 'Content-Type: application/sdp'

describe('hostile HTTP', () => {
  test('a body without end is cut off and answered 413', async () => {
    const { raw, engine } = await started()
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`
    const endless = Array<string>(64).fill(chunk)
    const answer = await raw(head([TYPE, 'Transfer-Encoding: chunked']), ...endless)
    // Whoever goes on sending may lose the answer; the connection is over either way.
    expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true)
    expect(engine.sessions).toEqual([])
  })

  test('a body announced too long is not waited for', async () => {
    const { raw } = await started()
    expect(await raw(head([TYPE, 'Content-Length: 9999999']))).toMatch(/^HTTP\/1.1 413/)
  })

  test('a body that comes too slowly is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { raw, said } = await started()
    const answered = raw(head([TYPE, 'Content-Length: 100']), 'v=0')
    await vi.waitUntil(() => vi.getTimerCount() > 0, { timeout: 20_000 })
    await vi.advanceTimersByTimeAsync(5000)
    const late = vi.waitUntil(() => said.length > 0, { timeout: 20_000 })
    await late
    expect(said).toEqual(['refused body-late one'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(await answered).toMatch(/^HTTP\/1.1 408/)
  })

  test('headers without end are refused by the server', async () => {
    const { raw } = await started()
    const many = Array.from({ length: 500 }, (_, at) => `X-${String(at)}: ${'y'.repeat(40)}`)
    expect(await raw(head(many))).toMatch(/^(HTTP\/1.1 431|$)/)
  })

  test('who hangs up in the middle leaves nothing behind', async () => {
    const { port, engine, said } = await started()
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`${head([TYPE, 'Content-Length: 5000'])}v=0\r\n`)
    await once(socket, 'connect')
    socket.end()
    await vi.waitUntil(() => said.length > 0, { timeout: 20_000 })
    expect(said).toEqual(['refused body-broken one'])
    expect(engine.sessions).toEqual([])
  })

  test('no more than 64 connections of one address', async () => {
    const { port, said, ask } = await started()
    const sockets = Array.from({ length: 64 }, () => connect(port, '127.0.0.1'))
    ends.push(() => sockets.forEach((socket) => socket.destroy()))
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    await expect(ask()).rejects.toThrow()
    expect(said).toEqual(['refused too-many-connections'])
    for (const socket of sockets) socket.destroy()
    await Promise.all(sockets.map((socket) => once(socket, 'close')))
  })

  test('whatever bytes come, the server answers the next publisher', async () => {
    const { raw, ask, clock } = await started()
    const piece = fc.constantFrom(
      'POST ',
      PATH,
      ' HTTP/1.1\r\n',
      'Host: x\r\n',
      '\r\n',
      OFFER,
      '\0',
    )
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
    const bytes = fc.oneof(text, fc.uint8Array({ minLength: 1, maxLength: 400 }))
    await fc.assert(
      fc.asyncProperty(bytes, async (noise) => {
        clock.now += 60_000
        await raw(noise, '\r\n\r\nPUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      }),
      { numRuns: 60, endOnFailure: true },
    )
    expect((await ask()).status).toBe(201)
  })

  test('whatever SDP comes, the answer is one of four', async () => {
    const { ask, clock } = await started()
    const lines = OFFER.split('\r\n')
    const at = fc.nat({ max: lines.length - 1 })
    const broken = fc.tuple(at, at, fc.string({ maxLength: 40 })).map(([from, to, junk]) => {
      const copy = [...lines]
      copy[from] = copy[to] + junk
      return copy.join('\r\n')
    })
    await fc.assert(
      fc.asyncProperty(broken, async (body) => {
        clock.now += 60_000
        expect([201, 400, 406, 503]).toContain((await ask({ body })).status)
      }),
      { numRuns: 80, endOnFailure: true },
    )
  })
})
