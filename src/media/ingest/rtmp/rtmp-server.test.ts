import { connect } from 'node:net'
import type { AccessUnit } from '@shared/access-unit'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Hub } from '../../hub/hub'
import { ExpectedStreams } from '../expected-streams'
import { RtmpServer } from './rtmp-server'
import { RECORD, startServer, UNITS } from './server-fixture'
import { SocketPublisher } from './socket-publisher'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const HANDSHAKE_ANSWER = 1 + 2 * 1536
const PING = [2, 0, 0, 0, 0, 0, 6, 4, 0, 0, 0, 0, 0, 6, 0, 0, 0, 1]

const stops: (() => unknown)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})
const started = async (streams?: { stream: string; key: string }[]) => {
  const fixture = await startServer(streams)
  stops.push(() => fixture.server.stop())
  const publish = (name: string, app?: string) => {
    const publisher = new SocketPublisher(fixture.port, name, app)
    stops.push(() => publisher.socket.destroy())
    return publisher
  }
  return { ...fixture, publish }
}

describe('RtmpServer', () => {
  test('what is pushed comes out of the hub, unit for unit', async () => {
    const { publish, units, hub, clock } = await started()
    const seen: AccessUnit[] = []
    hub.stream('one').watch({ unit: (unit) => seen.push(unit), state: () => {} })
    const all = units('one', UNITS.length)
    const publisher = publish('one_k')
    await publisher.state('publishing')
    publisher.push(RECORD, UNITS)
    await all
    expect(seen.map(({ data }) => data)).toEqual(UNITS.map(({ data }) => data))
    expect(seen.map(({ key }) => key)).toEqual(UNITS.map(({ key }) => key))
    expect(seen.map(({ time }) => time)).toEqual(UNITS.map((_, at) => at * 40_000))
    expect(seen[0]).toMatchObject({ arrived: clock.now, config: { width: 320, height: 240 } })
    expect(seen[1]).not.toHaveProperty('config')
  })

  test.each([
    ['one_wrong', 'key-wrong'],
    ['two_k', 'stream-unexpected'],
    ['one', 'stream-unexpected'],
  ])('refuses %s, tells the publisher and closes', async (name, reason) => {
    const { publish, said } = await started()
    const publisher = publish(name)
    await publisher.closed
    expect(publisher.publisher.state).toMatchObject({ code: 'NetStream.Publish.BadName' })
    expect(said).toEqual([`refused ${reason}`])
  })

  test('refuses another app, whatever the host', async () => {
    const { publish, said } = await started()
    const publisher = publish('one_k', 'vod')
    await publisher.closed
    expect(publisher.publisher.state).toMatchObject({ code: 'NetConnection.Connect.InvalidApp' })
    expect(said).toEqual(['refused connect-refused'])
  })

  test('the newest publisher wins, also over a silent half-open one', async () => {
    const { publish, said, units, hub } = await started()
    const states: string[] = []
    hub.stream('one').watch({ unit: () => {}, state: ({ state }) => states.push(state) })
    const first = publish('one_k')
    await first.state('publishing')
    const second = publish('one_k')
    await second.state('publishing')
    await first.closed
    const all = units('one', UNITS.length)
    second.push(RECORD, UNITS)
    await all
    expect(said).toEqual(['one started', 'one ended replaced', 'one started'])
    expect(states).toEqual(['live'])
  })

  test('a publisher that leaves politely or not has ended once', async () => {
    const { publish, heard, said } = await started()
    const polite = publish('one_k')
    await polite.state('publishing')
    polite.publisher.finish(0)
    polite.flush()
    await heard('one ended unpublished')
    polite.socket.end()
    await polite.closed
    const rude = publish('one_k')
    await rude.state('publishing')
    rude.socket.destroy()
    await heard('one ended peer-closed')
    expect(said.filter((text) => text.startsWith('refused'))).toEqual([])
    expect(said).toHaveLength(4)
  })

  test('deadlines: handshake, publish, silence', async () => {
    const { publish, server, heard, port, said } = await started()
    const mute = connect(port, '127.0.0.1').on('error', () => {})
    const idle = connect(port, '127.0.0.1').on('error', () => {})
    stops.push(() => mute.destroy() && idle.destroy())
    const shaken = new Promise<void>((done) => {
      let count = 0
      idle.on('data', (bytes) => {
        count += bytes.length
        if (count > HANDSHAKE_ANSWER) done()
      })
    })
    idle.write(Uint8Array.of(3, ...new Uint8Array(2 * 1536), ...PING))
    const steady = publish('one_k')
    await Promise.all([steady.state('publishing'), shaken])
    server.tick()
    expect(said).toEqual(['one started'])
    for (let second = 1; second < 6; second++) server.tick()
    await heard('refused handshake-late')
    expect(said).toHaveLength(2)
    for (let second = 6; second < 11; second++) server.tick()
    expect(said.slice(2).sort()).toEqual([
      'one ended silent',
      'refused publish-late',
      'refused silent',
    ])
    await steady.closed
  })

  test('a clock that is set anew closes nobody and keeps nobody', async () => {
    const { publish, server, clock, said } = await started()
    const one = publish('one_k')
    await one.state('publishing')
    clock.now += 3_600_000
    server.tick()
    expect(said).toEqual(['one started'])
    clock.now -= 7_200_000
    for (let second = 1; second < 11; second++) server.tick()
    expect(said).toContain('one ended silent')
    await one.closed
  })

  test('bytes that never become a picture do not count as life', async () => {
    const { publish, server, heard, said } = await started()
    const slow = publish('one_k')
    await slow.state('publishing')
    slow.socket.write(Uint8Array.of(6, 0, 0, 0, 0, 0xff, 0xff, 9, 1, 0, 0, 0))
    for (let second = 0; second < 10; second++) {
      slow.socket.write(Uint8Array.of(0))
      server.tick()
    }
    expect(said).toEqual(['one started'])
    server.tick()
    await heard('refused silent')
    await slow.closed
  })

  test('a stream no longer expected is closed', async () => {
    const both = [
      { stream: 'one', key: 'k' },
      { stream: 'two', key: 'k' },
    ]
    const { publish, expectStreams, said } = await started(both)
    const [one, two] = [publish('one_k'), publish('two_k')]
    await Promise.all([one.state('publishing'), two.state('publishing')])
    expectStreams([{ stream: 'two', key: 'k' }])
    await one.closed
    expect(said.slice(2)).toEqual(['one ended no-longer-expected'])
    expect(two.publisher.state.kind).toBe('publishing')
  })

  test('a busy port and an impossible address are values', async () => {
    const { port } = await started()
    const deaf = { publisher: () => {}, refused: () => {}, dropped: () => {} }
    const other = new RtmpServer(new Hub(Date.now), new ExpectedStreams(), deaf, Date.now)
    expect(await other.listen('127.0.0.1', port)).toMatchObject({ code: 'ingest-port-busy' })
    expect(await other.listen('203.0.113.1', 0)).toMatchObject({ code: 'ingest-listen-failed' })
    expect(await other.listen('127.0.0.1', 0)).toMatchObject({ kind: 'listening' })
    other.stop()
  })

  test('moves to another port and keeps who publishes', async () => {
    const { publish, server, port, units } = await started()
    const publisher = publish('one_k')
    await publisher.state('publishing')
    const moved = await server.listen('127.0.0.1', 0)
    expect(moved.kind === 'listening' && moved.port !== port).toBe(true)
    expect(await server.listen('127.0.0.1', port)).toEqual({
      kind: 'listening',
      ingest: 'rtmp',
      port,
    })
    const all = units('one', UNITS.length)
    publisher.push(RECORD, UNITS)
    await all
  })
})
