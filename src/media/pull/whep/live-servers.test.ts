import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openLossyWay } from '../../rtc/fixtures/lossy-way'
import { startLibdatachannelServer, type Changes } from './fixtures/libdatachannel-server'
import { watchPull } from './fixtures/watch-pull'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })
const WAIT = { timeout: 30_000, interval: 5 }
const HOST = '127.0.0.1'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const pulling = async (changes: Changes = {}) => {
  const server = await startLibdatachannelServer(changes)
  ends.push(() => server.stop())
  const pull = watchPull({ by: 'whep', url: server.url, bearer: 'a bearer' })
  ends.push(() => pull.stop())
  return { server, ...pull }
}

/** Hides our places, so that the server finds us only through the one it is told of. */
const hidden = (offer: string) => offer.replaceAll(/a=candidate:.*\r\n/g, '')

/** Puts a way between us and the server that loses every n-th packet of its media. */
const throughWay = (everyNth: number) => {
  const ways: Awaited<ReturnType<typeof openLossyWay>>[] = []
  const answer = async (sdp: string) => {
    const port = /a=candidate:\S+ 1 UDP \d+ \S+ (\d+)/.exec(sdp)?.[1] ?? ''
    ways.push(await openLossyWay(Number(port), everyNth, 'from'))
    return sdp.replaceAll(` ${port} `, ` ${String(ways[0]?.port)} `)
  }
  ends.push(() => {
    for (const way of ways) way.close()
  })
  return { ways, answer, offer: hidden }
}

/** Whether nobody has this UDP port. */
const isFree = async (port: number) => {
  const socket = createSocket('udp4')
  const bound = new Promise<boolean>((done) => {
    socket.once('error', () => done(false))
    socket.bind({ port, address: HOST, exclusive: true }, () => done(true))
  })
  const free = await bound
  socket.close()
  return free
}

describe('libdatachannel serves', () => {
  test('pictures come, the first one is a key picture with its configuration', async () => {
    const { said, units, server } = await pulling()
    await vi.waitUntil(() => units.length >= 50 || said.length > 1, WAIT)
    expect(said).toEqual(['answered'])
    expect(units[0]).toMatchObject({
      codec: 'h264',
      key: true,
      config: { width: 320, height: 240 },
    })
    expect(server.requests).toEqual(['POST Bearer a bearer'])
  })

  test('a key picture is asked for on demand, and not again at once', async () => {
    const { units, server, demandKey } = await pulling()
    await vi.waitUntil(() => units.length >= 3, WAIT)
    const before = server.senders[0]?.keysAsked ?? 0
    await vi.waitUntil(() => {
      demandKey()
      return (server.senders[0]?.keysAsked ?? 0) > before
    }, WAIT)
    const seen = units.length
    await vi.waitUntil(() => units.length >= seen + 10, WAIT)
    expect(server.senders[0]?.keysAsked).toBe(before + 1)
  })

  test('a server that waits for our handshake gets it', async () => {
    const passive = (offer: string) => offer.replace('setup:actpass', 'setup:active')
    const { said, units } = await pulling({ offer: passive })
    await vi.waitUntil(() => units.length >= 5 || said.length > 1, WAIT)
    expect(said).toEqual(['answered'])
  })

  test('what is lost on the way is asked for again, and no picture is missing', async () => {
    const { ways, ...changes } = throughWay(13)
    const { said, units } = await pulling(changes)
    await vi.waitUntil(() => units.length >= 100 || said.length > 1, WAIT)
    expect(said).toEqual(['answered'])
    expect(ways[0]?.lost()).toBeGreaterThan(10)
    const times = units.map(({ time }) => time)
    // One picture each 40 ms of the server's clock: none was left out.
    expect(times.slice(1).every((time, at) => time - (times[at] ?? 0) === 40_000)).toBe(true)
  })

  test('stop frees the port and deletes the session; nothing is said any more', async () => {
    const ports: number[] = []
    const note = (offer: string) => {
      ports.push(Number(/a=candidate:\S+ 1 udp \d+ \S+ (\d+)/.exec(offer)?.[1]))
      return offer
    }
    const { said, units, stop, server } = await pulling({ offer: note })
    await vi.waitUntil(() => units.length >= 3, WAIT)
    const [port = 0] = ports
    expect(await isFree(port)).toBe(false)
    stop()
    await vi.waitUntil(() => isFree(port), WAIT)
    await vi.waitUntil(() => server.deleted.length > 0, WAIT)
    expect(server.deleted).toEqual(['/session/1?token=x'])
    expect(server.requests.at(-1)).toBe('DELETE Bearer a bearer')
    const before = units.length
    stop()
    expect(said).toEqual(['answered'])
    expect(units).toHaveLength(before)
  })

  test('a server that dies without a word has ended it within five seconds', async () => {
    const { ways, ...changes } = throughWay(Infinity)
    const { said, units } = await pulling(changes)
    await vi.waitUntil(() => units.length >= 3, WAIT)
    for (const way of ways.splice(0)) way.close()
    const from = performance.now()
    await vi.waitUntil(() => said.length > 1, WAIT)
    expect(said).toEqual(['answered', 'ended: server-silent'])
    expect(performance.now() - from).toBeLessThan(8000)
  })

  test('a certificate that is not the one of the answer is refused before any picture', async () => {
    const wrong = (answer: string) => answer.replace(/(sha-256 )../, '$100')
    const { said, units } = await pulling({ answer: wrong })
    await vi.waitUntil(() => said.length > 0, WAIT)
    expect(said).toEqual(['unreadable: fingerprint-wrong'])
    expect(units).toEqual([])
  })

  test('a server that answers no checks is unreachable, and told so', async () => {
    const socket = createSocket('udp4').bind(0, HOST)
    await once(socket, 'listening')
    ends.push(() => socket.close())
    const deaf = (answer: string) =>
      answer.replaceAll(
        /(a=candidate:\S+ 1 UDP \d+ \S+) \d+/g,
        `$1 ${String(socket.address().port)}`,
      )
    const { said, server } = await pulling({ answer: deaf, offer: hidden })
    await vi.waitUntil(() => said.length > 0, WAIT)
    expect(said).toEqual(['unreachable: no answer to checks over UDP'])
    await vi.waitUntil(() => server.deleted.length > 0, WAIT)
  })

  test('pictures come soon after the offer', async () => {
    const first = await pulling()
    await vi.waitUntil(() => first.units.length > 0, WAIT)
    first.stop()
    const second = await pulling()
    await vi.waitUntil(() => second.units.length > 0, WAIT)
    console.info(`opened to first picture ${String(second.firstMs())} ms`)
    expect(second.firstMs()).toBeLessThan(2000)
  })
})
