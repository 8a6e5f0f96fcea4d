import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { MediaReport, OutletMessage } from '@shared/media-contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { RECORD, UNITS } from './ingest/rtmp/server-fixture'
import { SocketPublisher } from './ingest/rtmp/socket-publisher'
import { MediaService } from './media-service'
import type { OutletPort } from './outlet/outlet-port'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const ends: (() => unknown)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Node's port with the events of Electron's MessagePortMain. */
const asOutletPort = (port: MessagePort): OutletPort => ({
  postMessage: (message) => port.postMessage(message),
  on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
    event === 'message'
      ? port.on('message', (data) => listener({ data }))
      : port.on('close', () => listener({ data: undefined })),
  start: () => port.start(),
  close: () => port.close(),
})

const start = async () => {
  const reports: MediaReport[] = []
  const service = new MediaService((report) => reports.push(report), Date.now)
  ends.push(() => service.request({ kind: 'stop' }))
  await service.request({ kind: 'expect', streams: [{ stream: 'one', key: 'k' }] })
  await service.request({ kind: 'listen', host: '127.0.0.1', port: 0 })
  const [first] = reports
  if (first?.kind !== 'listening') throw new Error('does not listen')
  const player = (subscription: string, format: 'units' | 'flv' = 'units') => {
    const { port1, port2 } = new MessageChannel()
    ends.push(() => port1.close())
    const messages: OutletMessage[] = []
    const got = (count: number) =>
      new Promise<OutletMessage[]>((done) => {
        port1.on('message', (message: OutletMessage) => {
          messages.push(message)
          if (messages.length === count) done(messages)
        })
      })
    const opened = { kind: 'open', subscription, stream: 'one', format } as const
    return { port1, got, open: () => service.request(opened, asOutletPort(port2)) }
  }
  return { service, reports, player, port: first.port }
}

describe('MediaService', () => {
  test('from a socket to two players over real ports; one ingest, both formats', async () => {
    const { service, reports, player, port } = await start()
    const [units, flv] = [player('a'), player('b', 'flv')]
    const received = Promise.all([units.got(3 + UNITS.length), flv.got(4 + UNITS.length)])
    await Promise.all([units.open(), flv.open()])
    const publisher = new SocketPublisher(port, 'one_k')
    ends.push(() => publisher.socket.destroy())
    await publisher.state('publishing')
    publisher.push(RECORD, UNITS)
    const [first, second] = await received
    expect(first.slice(0, 4).map(({ kind }) => kind)).toEqual(['state', 'state', 'config', 'unit'])
    expect(first[3]).toMatchObject({ replay: false, unit: { key: true, data: UNITS[0]?.data } })
    expect(second.map(({ kind }) => kind).filter((kind) => kind === 'flv')).toHaveLength(
      2 + UNITS.length,
    )
    service.tick()
    expect(reports).toContainEqual(
      expect.objectContaining({ kind: 'publisher', stream: 'one', event: 'started' }),
    )
    expect(reports.at(-1)).toMatchObject({
      kind: 'meters',
      meters: { one: { publishing: true, width: 320, height: 240, dropped: 0 } },
    })
  })

  test('opening the same subscription again replaces the port before', async () => {
    const { player } = await start()
    const [first, second] = [player('a'), player('a')]
    const closed = new Promise((done) => first.port1.on('close', () => done(undefined)))
    const [begun, told] = [first.got(1), second.got(1)]
    await first.open()
    await begun
    await second.open()
    await closed
    expect(await told).toEqual([{ kind: 'state', state: 'waiting' }])
  })

  test('refusals are counted and told once a second, without the key', async () => {
    const { service, reports, port } = await start()
    const attempts = Array.from({ length: 5 }, () => new SocketPublisher(port, 'one_secret'))
    await Promise.all(attempts.map(({ closed }) => closed))
    service.tick()
    const refused = reports.filter(({ kind }) => kind === 'refused')
    expect(refused).toEqual([
      { kind: 'refused', reason: 'key-wrong', remote: '127.0.0.1', count: 5, stream: 'one' },
    ])
    expect(JSON.stringify(reports)).not.toContain('secret')
    service.tick()
    expect(reports.filter(({ kind }) => kind === 'refused')).toHaveLength(1)
  })

  test('WHIP listens beside RTMP, for the same streams, until it is turned off', async () => {
    const { service, reports } = await start()
    const udp = { from: 0, to: 0 }
    const place = { kind: 'listen-whip', host: '127.0.0.1', port: 0, udp } as const
    await service.request(place)
    const listening = reports.at(-1)
    if (listening?.kind !== 'listening') throw new Error('does not listen')
    expect(listening.ingest).toBe('whip')
    const url = `http://127.0.0.1:${String(listening.port)}/whip/live`
    const headers = { 'content-type': 'application/sdp' }
    const post = (name: string) => fetch(`${url}/${name}`, { method: 'POST', headers, body: 'v=0' })
    expect((await post('one_wrong')).status).toBe(403)
    expect((await post('one_k')).status).toBe(406)
    await service.request({ kind: 'expect', streams: [] })
    expect((await post('one_k')).status).toBe(403)
    service.tick()
    const told = reports.flatMap((report) => (report.kind === 'refused' ? [report.reason] : []))
    expect(told).toEqual(['key-wrong', 'no-video', 'stream-unexpected'])
    expect(reports.filter(({ kind }) => kind === 'whip-exchange')).toHaveLength(1)
    await service.request({ ...place, port: listening.port, host: '203.0.113.1' })
    expect(reports.at(-1)).toMatchObject({ ingest: 'whip', code: 'whip-listen-failed' })
    await service.request({ kind: 'unlisten-whip' })
    await expect(post('one_k')).rejects.toThrow()
  })
})
