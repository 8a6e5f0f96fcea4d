import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChunkReader } from './chunk-reader'
import { ChunkWriter } from './chunk-writer'
import { commandMessage, readCommand } from './command'
import { MESSAGE, USER_CONTROL, userControlMessage, type RtmpMessage } from './message'
import { ServerSession } from './server-session'

const captured = (name: string) =>
  new Uint8Array(readFileSync(new URL(`fixtures/${name}.rtmp`, import.meta.url)))
const CAPTURES = [
  'ffmpeg-publish',
  'ffmpeg-publish-audio',
  'gstreamer-rtmpsink',
  'gstreamer-rtmp2sink',
]

const play = (bytes: Uint8Array, piece = bytes.length) => {
  const said: string[] = []
  const videos: { timestamp: number; size: number; first: number | undefined }[] = []
  const session = new ServerSession({
    connect: (app) => void said.push(`connect ${app}`),
    publish: (stream) => {
      said.push(`publish ${stream}`)
      return stream === '' ? 'No name.' : undefined
    },
    video: (body, timestamp) => videos.push({ timestamp, size: body.length, first: body[0] }),
    unpublish: () => said.push('unpublish'),
  })
  let problem: string | undefined
  for (let at = 0; at < bytes.length; at += piece)
    problem = session.receive(bytes.subarray(at, at + piece))
  return { session, said, videos, problem }
}

/** What the server said, behind its handshake. */
const answers = (session: ServerSession) => {
  const [hello, ...rest] = session.take()
  expect(hello).toHaveLength(3073)
  const messages: RtmpMessage[] = []
  new ChunkReader().receive(Buffer.concat(rest), (message) => messages.push(message))
  return messages
}

const HANDSHAKE = Uint8Array.from({ length: 1 + 2 * 1536 }, (_, at) => (at === 0 ? 3 : 0))
const chunks = new ChunkWriter()
const send = (...messages: RtmpMessage[]) =>
  Uint8Array.from(Buffer.concat([HANDSHAKE, ...messages.map((each) => chunks.write(each, 3))]))
const say = (name: string, ...args: string[]) =>
  commandMessage(1, { name, transaction: 2, object: new Map([['app', 'live']]), args })
const video = (body: Uint8Array): RtmpMessage => ({ type: 9, streamId: 1, timestamp: 5, body })

describe('ServerSession', () => {
  test.each(CAPTURES)('takes what a real publisher sent: %s', (name) => {
    const { session, said, videos, problem } = play(captured(name))
    expect(problem).toBeUndefined()
    expect(said).toEqual(['connect live', 'publish cam_key', 'unpublish'])
    // One configuration, twenty pictures, one end of sequence.
    expect(videos).toHaveLength(22)
    expect(videos.map(({ timestamp }) => timestamp)).toEqual([
      0,
      0,
      ...Array.from({ length: 19 }, (_, at) => (at + 1) * 100),
      1900,
    ])
    expect(session.ignored).toBe(0)
    const names = answers(session)
      .filter(({ type }) => type === MESSAGE.amf0Command)
      .map((message) => {
        const read = readCommand(message)
        return read.ok ? read.command.name : read.problem
      })
    expect(names[0]).toBe('_result')
    expect(names).toContain('onStatus')
  })

  test.each([1, 3, 100, 1460])('the same in pieces of %i', (piece) => {
    const whole = captured('ffmpeg-publish-audio')
    expect(play(whole, piece).videos).toEqual(play(whole).videos)
  })

  test('queries on app and name do not matter', () => {
    const connect = commandMessage(0, {
      name: 'connect',
      transaction: 1,
      object: new Map([['app', 'live?a=b']]),
      args: [],
    })
    const { said } = play(send(connect, say('createStream'), say('publish', 'one_k?x=/y')))
    expect(said).toEqual(['connect live', 'publish one_k'])
  })

  test('video before publish and commands before connect are left out', () => {
    const { session, said } = play(send(say('publish', 'a_b'), video(Uint8Array.of(1))))
    expect(said).toEqual([])
    expect(session.ignored).toBe(2)
  })

  test.each([
    ['publish without a name', [say('connect'), say('publish')], 'publish-refused'],
    ['play', [say('connect'), say('play', 'x')], 'play-refused'],
    ['a cut-off command', [{ ...video(Uint8Array.of(2, 0, 9)), type: 20 }], 'truncated'],
    ['an empty command', [{ ...video(new Uint8Array(0)), type: 20 }], 'not-a-command'],
    ['a number as a command', [{ ...video(Uint8Array.of(5)), type: 17 }], 'not-a-command'],
    ['a huge command', [{ ...video(new Uint8Array(70_000)), type: 20 }], 'too-large'],
    ['nine streams', [say('connect'), ...Array(9).fill(say('createStream'))], 'too-many-streams'],
    ['an empty control message', [{ ...video(new Uint8Array(0)), type: 4 }], undefined],
    ['an empty window', [{ ...video(new Uint8Array(0)), type: 5 }], undefined],
    ['an unknown type', [{ ...video(new Uint8Array(3)), type: 99 }], undefined],
  ])('%s', (_, messages, problem) => {
    expect(play(send(...messages)).problem).toBe(problem)
  })

  test('publish twice on one connection is refused', () => {
    const twice = send(say('connect'), say('publish', 'a_k'), say('publish', 'b_k'))
    expect(play(twice)).toMatchObject({
      problem: 'publish-refused',
      said: ['connect live', 'publish a_k'],
    })
  })

  test('AMF3 commands and aggregates are understood', () => {
    const amf3 = (message: RtmpMessage) => ({
      ...message,
      type: 17,
      body: Uint8Array.of(0, ...message.body),
    })
    const tag = [9, 0, 0, 2, 0, 0, 7, 0, 0, 0, 0, 0x17, 1, 0, 0, 0, 13]
    const late = [9, 0, 0, 1, 0, 0, 9, 0, 0, 0, 0, 0x27, 0, 0, 0, 12]
    const cut = [9, 0, 0, 99, 0, 0, 9, 0, 0, 0, 0, 0x27]
    const { videos } = play(
      send(amf3(say('connect')), amf3(say('publish', 'a_k')), {
        ...video(Uint8Array.of(...tag, ...late, ...cut)),
        type: 22,
        timestamp: 100,
      }),
    )
    expect(videos).toEqual([
      { timestamp: 100, size: 2, first: 0x17 },
      { timestamp: 102, size: 1, first: 0x27 },
    ])
  })

  test('pings are answered and received bytes acknowledged', () => {
    const window = { ...video(Uint8Array.of(0, 0, 0, 10)), type: 5 }
    const { session } = play(send(window, userControlMessage(USER_CONTROL.pingRequest, 77)))
    const types = answers(session).map(({ type, body }) => [type, body.at(-1)])
    expect(types).toContainEqual([MESSAGE.userControl, 77])
    expect(types.map(([type]) => type)).toContain(MESSAGE.acknowledgement)
  })

  test('mutated conversations never throw and a problem ends them', () => {
    const base = captured('gstreamer-rtmpsink').subarray(0, 8000)
    const change = fc.record({ at: fc.nat({ max: base.length - 1 }), to: fc.nat({ max: 255 }) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        const bytes = base.slice()
        for (const { at, to } of changes) bytes[at] = to
        const { session, problem } = play(bytes, 999)
        if (problem !== undefined) expect(session.receive(Uint8Array.of(1))).toBe(problem)
        expect(session.take().length).toBeLessThan(3000)
      }),
      { numRuns: 300 },
    )
  })
})
