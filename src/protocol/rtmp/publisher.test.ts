import { describe, expect, test } from 'vitest'
import { parseRtmpAddress } from './address'
import { RtmpPublisher, type PublisherState } from './publisher'
import { ServerSession, type SessionHandler } from './server-session'

const address = parseRtmpAddress('rtmp://dock.example:1935/live/one_key')
if (address === undefined) throw new Error('the address of this test is wrong')

const connected = (over: Partial<SessionHandler> = {}) => {
  const seen: { body: Uint8Array; timestamp: number }[] = []
  const asked: string[] = []
  let ended = 0
  const session = new ServerSession({
    connect: (app) => void asked.push(`connect ${app}`),
    publish: (stream) => void asked.push(`publish ${stream}`),
    video: (body, timestamp) => void seen.push({ body, timestamp }),
    unpublish: () => void ended++,
    ...over,
  })
  const states: PublisherState[] = []
  const publisher = new RtmpPublisher(address, (state) => states.push(state))
  const exchange = (piece = Infinity) => {
    for (let round = 0; round < 20; round++) {
      for (const [from, to] of [
        [publisher, session],
        [session, publisher],
      ] as const)
        for (const bytes of from.take())
          for (let at = 0; at < bytes.length; at += Math.min(piece, bytes.length))
            to.receive(bytes.subarray(at, at + piece))
    }
  }
  return { session, publisher, states, seen, asked, exchange, ended: () => ended }
}

describe('RtmpPublisher and ServerSession', () => {
  test.each([1, 7, 1537, Infinity])('publish in pieces of %s bytes', (piece) => {
    const { publisher, states, seen, asked, exchange, ended } = connected()
    exchange(piece)
    expect(asked).toEqual(['connect live', 'publish one_key'])
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'publishing'])

    publisher.sendMetadata({ width: 1280, height: 720 })
    publisher.sendConfig(Uint8Array.of(1, 2, 3), 0)
    const data = Uint8Array.from({ length: 70_000 }, (_, at) => at)
    publisher.sendUnit({ data, key: true, timeMs: 0x1000005 })
    exchange(piece)
    expect(seen.map(({ timestamp }) => timestamp)).toEqual([0, 0x1000005])
    expect(seen[0]?.body).toEqual(Uint8Array.of(0x17, 0, 0, 0, 0, 1, 2, 3))
    expect(seen[1]?.body.subarray(0, 5)).toEqual(Uint8Array.of(0x17, 1, 0, 0, 0))
    expect(Buffer.compare(seen[1]?.body.subarray(5) ?? Buffer.alloc(0), data)).toBe(0)

    publisher.finish(40)
    exchange(piece)
    expect(ended()).toBe(1)
    expect(publisher.state).toEqual({ kind: 'ended' })
  })

  test('a refused publish tells both sides', () => {
    const { session, publisher, exchange } = connected({ publish: () => 'Not expected.' })
    exchange()
    expect(publisher.state).toEqual({
      kind: 'refused',
      code: 'NetStream.Publish.BadName',
      description: 'Not expected.',
    })
    expect(session.receive(Uint8Array.of(1))).toBe('publish-refused')
  })

  test('a refused app tells both sides', () => {
    const { session, publisher, exchange } = connected({ connect: () => 'No such app.' })
    exchange()
    expect(publisher.state).toMatchObject({ kind: 'refused', description: 'No such app.' })
    expect(session.receive(Uint8Array.of(1))).toBe('connect-refused')
  })

  test('units before the server agreed are dropped', () => {
    const { publisher } = connected()
    publisher.take()
    publisher.sendUnit({ data: Uint8Array.of(1), key: true, timeMs: 0 })
    expect(publisher.take()).toEqual([])
  })
})
