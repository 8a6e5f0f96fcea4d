import { spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { OutletMessage } from '@shared/media-contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Hub } from '../../hub/hub'
import { PortOutlet } from '../../outlet/port-outlet'
import { ExpectedStreams } from '../expected-streams'
import { createWhipServer } from './create-whip-server'
import { openLossyWay } from '../../rtc/fixtures/lossy-way'
import { LibdatachannelPublisher } from './fixtures/libdatachannel-publisher'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

const ffprobe = spawnSync('ffprobe', ['-version']).status === 0
const HOST = '127.0.0.1'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A range of one port that is free now. */
const freePort = async () => {
  const socket = createSocket('udp4').bind(0, HOST)
  await once(socket, 'listening')
  const { port } = socket.address()
  await new Promise<void>((done) => socket.close(done))
  return port
}

const started = async () => {
  const said: string[] = []
  const hub = new Hub(Date.now)
  const expected = new ExpectedStreams()
  expected.set([{ stream: 'cam', key: 'key' }])
  const events = {
    publisher: (stream: string, event: string, reason: string) =>
      said.push(`${stream} ${event}${event === 'ended' ? ` ${reason}` : ''}`),
    refused: (reason: string) => said.push(`refused ${reason}`),
    dropped: (stream: string, problem: string) => said.push(`${stream} dropped ${problem}`),
    exchange: () => {},
  }
  const server = await createWhipServer({ hub, expected, events, now: Date.now })
  ends.push(() => server.stop())
  const udp = await freePort()
  const place = { host: HOST, port: 0, udp: { from: udp, to: udp } }
  const listening = await server.listen(place)
  if (listening.kind !== 'listening') throw new Error(listening.kind)
  const url = `http://${HOST}:${String(listening.port)}/rtc/v1/whip/?app=live&stream=cam_key`
  const publisher = () => {
    const made = new LibdatachannelPublisher(url)
    ends.push(() => made.close())
    return made
  }
  return { server, hub, said, udp, publisher }
}
type Started = Awaited<ReturnType<typeof started>>

/** Sends pictures until so many came out of the hub; gives them as FLV. */
const carry = async (publisher: LibdatachannelPublisher, hub: Hub, count: number) => {
  const flv: Uint8Array[] = []
  const port = {
    postMessage: (message: OutletMessage) => {
      if (message.kind === 'flv') flv.push(message.data)
    },
    on: () => {},
    start: () => {},
    close: () => {},
  }
  const stream = hub.stream('cam')
  const outlet = new PortOutlet(stream, port, 'flv')
  let units = 0
  const arrived = new Promise<void>((done) => {
    stream.watch({ unit: () => void (++units === count && done()), state: () => {} })
  })
  let number = 0
  const sending = setInterval(() => publisher.send(number++), 20)
  await arrived
  clearInterval(sending)
  outlet.close()
  return Buffer.concat(flv)
}

const probe = (flv: Uint8Array): unknown => {
  const fields = 'stream=width,height,nb_read_frames'
  const args = ['-v', 'error', '-count_frames', '-show_entries', fields, '-of', 'json', '-i', '-']
  const { stdout, stderr } = spawnSync('ffprobe', args, { input: flv })
  const { streams } = JSON.parse(stdout.toString()) as { streams: unknown[] }
  return { streams, complaints: stderr.toString() }
}

const portIsFree = async ({ udp }: Started) => {
  const socket = createSocket('udp4')
  const bound = new Promise<boolean>((done) => {
    socket.once('error', () => done(false))
    socket.bind({ port: udp, address: HOST, exclusive: true }, () => done(true))
  })
  const free = await bound
  socket.close()
  return free
}

describe('libdatachannel publishes', () => {
  const name = `and ffprobe decodes what comes out${ffprobe ? '' : ' (SKIPPED: ffprobe is not installed)'}`
  test.skipIf(!ffprobe)(name, async () => {
    const { hub, said, publisher } = await started()
    const dock = publisher()
    expect(await dock.publish()).toBe(201)
    const flv = await carry(dock, hub, 50)
    expect(said).toEqual(['cam started'])
    expect(probe(flv)).toEqual({
      streams: [{ width: 320, height: 240, nb_read_frames: '50' }],
      complaints: '',
    })
  })

  test('an offer of setup:passive is answered by beginning the handshake ourselves', async () => {
    const { hub, said, publisher } = await started()
    const dock = publisher()
    expect(await dock.publish((offer) => offer.replace('setup:actpass', 'setup:passive'))).toBe(201)
    await carry(dock, hub, 10)
    expect(said).toEqual(['cam started'])
  })

  test('what is lost on the way is asked for again, and no picture is missing', async () => {
    const { hub, said, udp, publisher } = await started()
    const way = await openLossyWay(udp, 13)
    ends.push(() => way.close())
    const dock = publisher()
    const detour = (answer: string) =>
      answer.replaceAll(` ${String(udp)} `, ` ${String(way.port)} `)
    await dock.publish((offer) => offer, detour)
    const times: number[] = []
    hub.stream('cam').watch({ unit: ({ time }) => times.push(time), state: () => {} })
    await carry(dock, hub, 100)
    expect(way.lost()).toBeGreaterThan(10)
    expect(said).toEqual(['cam started'])
    // One picture each 40 ms of the publisher's clock: none was left out.
    expect(times.slice(1).every((time, at) => time - (times[at] ?? 0) === 40_000)).toBe(true)
  })

  test('DELETE frees the one UDP port there is, at once', async () => {
    const all = await started()
    const dock = all.publisher()
    await dock.publish()
    expect(await portIsFree(all)).toBe(false)
    expect((await fetch(dock.location, { method: 'DELETE' })).status).toBe(200)
    await vi.waitUntil(() => portIsFree(all), { timeout: 20_000 })
    expect(all.said).toEqual(['cam started', 'cam ended deleted'])
    expect((await fetch(dock.location, { method: 'DELETE' })).status).toBe(404)
  })

  test('no port of the range is free: 503, and nothing is left behind', async () => {
    const all = await started()
    const taken = createSocket('udp4').bind({ port: all.udp, address: HOST, exclusive: true })
    await once(taken, 'listening')
    expect(await all.publisher().publish()).toBe(503)
    taken.close()
    await once(taken, 'close')
    expect(await all.publisher().publish()).toBe(201)
  })

  test('a certificate that is not the one of the offer is the end', async () => {
    const { said, publisher } = await started()
    const dock = publisher()
    void dock.publish((offer) => offer.replace(/(sha-256 )../, '$100'))
    await vi.waitUntil(() => said.length > 0, { timeout: 20_000 })
    expect(said).toEqual(['refused fingerprint-wrong'])
  })

  test('answers within the goal, and the first picture comes soon', async () => {
    const { hub, publisher } = await started()
    const first = publisher()
    await first.publish()
    await carry(first, hub, 1)
    await fetch(first.location, { method: 'DELETE' })
    const second = publisher()
    const from = performance.now()
    await second.publish()
    await carry(second, hub, 1)
    const pictureMs = performance.now() - from
    console.info(`POST to answer ${String(second.answerMs)} ms, picture ${String(pictureMs)} ms`)
    expect(second.answerMs).toBeLessThan(1000)
    expect(pictureMs).toBeLessThan(5000)
  })
})
