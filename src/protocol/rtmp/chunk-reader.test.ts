import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChunkReader } from './chunk-reader'
import { ChunkWriter } from './chunk-writer'
import type { RtmpMessage } from './message'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))
const zeros = (length: number) => new Uint8Array(length)

const read = (bytes: Uint8Array, reader = new ChunkReader(), piece = bytes.length) => {
  const messages: RtmpMessage[] = []
  let problem: string | undefined
  for (let at = 0; at < bytes.length; at += piece)
    problem = reader.receive(bytes.subarray(at, at + piece), (message) => messages.push(message))
  return { messages, problem, reader }
}
const times = (bytes: Uint8Array) => read(bytes).messages.map(({ timestamp }) => timestamp)

describe('ChunkReader', () => {
  test('the first example of the specification (5.3.2.1)', () => {
    const bytes = join(
      hex('03 0003e8 000020 08 39300000'),
      zeros(32),
      hex('83 000014'),
      zeros(32),
      hex('c3'),
      zeros(32),
      hex('c3'),
      zeros(32),
    )
    const { messages, problem } = read(bytes)
    expect(problem).toBeUndefined()
    expect(messages).toHaveLength(4)
    expect(messages.map(({ timestamp }) => timestamp)).toEqual([1000, 1020, 1040, 1060])
    expect(messages[3]).toMatchObject({ type: 8, streamId: 12345 })
    expect(messages[3]?.body).toHaveLength(32)
  })

  test.each([1, 5, 129, 1000])('the second example (5.3.2.2) in pieces of %i', (piece) => {
    const payload = Uint8Array.from({ length: 307 }, (_, at) => at)
    const bytes = join(
      hex('04 0003e8 000133 09 3a300000'),
      payload.subarray(0, 128),
      hex('c4'),
      payload.subarray(128, 256),
      hex('c4'),
      payload.subarray(256),
    )
    const { messages } = read(bytes, new ChunkReader(), piece)
    expect(messages).toEqual([{ type: 9, streamId: 12346, timestamp: 1000, body: payload }])
    expect(messages[0]?.body.buffer.byteLength).toBe(307)
  })

  test('two messages interleaved on chunk streams of two and three bytes', () => {
    const bytes = join(
      hex('00 05 000001 000082 09 01000000'),
      zeros(128),
      hex('01 0101 000002 000001 08 01000000 aa'),
      hex('c0 05 bbbb'),
    )
    expect(read(bytes).messages.map(({ type, body }) => [type, body.at(-1)])).toEqual([
      [8, 0xaa],
      [9, 0xbb],
    ])
  })

  test('extended timestamps, repeated on type 3 headers or not', () => {
    const head = hex('04 ffffff 000082 09 01000000 01000005')
    const repeated = join(head, zeros(128), hex('c4 01000005 0102'))
    const left = join(head, zeros(128), hex('c4 0102'))
    const next = hex('04 000001 000001 09 01000000 07 c4 08')
    for (const bytes of [join(repeated, next), join(left, next)]) {
      const { messages } = read(bytes)
      expect(messages.map(({ timestamp }) => timestamp)).toEqual([0x1000005, 1, 2])
      expect([...(messages[0]?.body.subarray(128) ?? [])]).toEqual([1, 2])
    }
  })

  test('timestamps wrap at 32 bits, deltas too', () => {
    const first = hex('04 ffffff 000001 09 01000000 fffffff0 00')
    expect(times(join(first, hex('84 000020 00')))).toEqual([0xfffffff0, 0x10])
  })

  test('obeys "set chunk size" at once and refuses impossible sizes', () => {
    const video = join(hex('04 000000 0000c8 09 01000000'), zeros(200))
    expect(read(join(hex('02 000000 000004 01 00000000 000000c8'), video)).messages).toHaveLength(1)
    for (const size of ['00000000', '80000000'])
      expect(read(hex(`02 000000 000004 01 00000000 ${size}`)).problem).toBe('chunk-size-invalid')
    expect(read(hex('02 000000 000000 01 00000000')).problem).toBe('chunk-size-invalid')
  })

  test('"abort" and a new header over an unfinished message drop it', () => {
    const begun = join(hex('04 000000 000100 09 01000000'), zeros(128))
    const abort = hex('02 000000 000004 02 00000000 00000004')
    const whole = hex('04 000000 000001 09 01000000 2a')
    for (const bytes of [join(begun, abort, whole), join(begun, whole)]) {
      const { messages, reader } = read(bytes)
      expect(messages.map(({ body }) => [...body])).toEqual([[0x2a]])
      expect(reader.abandoned).toBe(1)
    }
  })

  test('messages of length zero', () => {
    expect(read(hex('04 000000 000000 09 01000000 c4 c4')).messages).toHaveLength(3)
  })

  test('a chunk stream may begin with type 1, not with 2 or 3', () => {
    expect(read(hex('44 000005 000001 09 2a')).messages).toMatchObject([{ timestamp: 5 }])
    expect(read(hex('84 000005')).problem).toBe('header-without-message')
    expect(read(hex('c4')).problem).toBe('header-without-message')
  })

  test('limits: message size, unfinished bytes, chunk streams; then nothing more is read', () => {
    const limits = { message: 1000, unfinished: 1500, chunkStreams: 3 }
    const reader = () => new ChunkReader(limits)
    expect(read(hex('04 000000 0003e9 09 01000000'), reader()).problem).toBe('message-too-large')
    const begin = (stream: number) =>
      join(hex(`0${String(stream)} 000000 0003e8 09 01000000`), zeros(128))
    expect(read(join(begin(3), begin(4)), reader()).problem).toBe('too-much-unfinished')
    const small = (stream: number) => hex(`0${String(stream)} 000000 000001 09 01000000 00`)
    const many = read(join(small(3), small(4), small(5), small(6), small(3)), reader())
    expect(many.problem).toBe('too-many-chunk-streams')
    expect(many.messages).toHaveLength(3)
    expect(read(small(3), many.reader).messages).toEqual([])
  })

  test('a claimed length costs nothing until the bytes come', () => {
    const claims = Array.from({ length: 30 }, (_, at) =>
      Uint8Array.of(at + 3, 0, 0, 0, 0x7f, 0xff, 0xff, 9, 1, 0, 0, 0, ...zeros(128)),
    )
    const before = process.memoryUsage().arrayBuffers
    const { problem, reader } = read(join(...claims))
    expect(problem).toBeUndefined()
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 << 20)
    expect(reader.abandoned).toBe(0)
  })

  test('any bytes, in any pieces: the same messages, and never a throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        fc.integer({ min: 1, max: 40 }),
        (bytes, piece) => {
          const whole = read(bytes)
          const pieces = read(bytes, new ChunkReader(), piece)
          expect(pieces.messages).toEqual(whole.messages)
          expect(pieces.problem).toBe(whole.problem)
        },
      ),
    )
  })
})

describe('ChunkWriter', () => {
  test('what it writes is read back, whatever the chunk size', () => {
    const message = fc.record({
      type: fc.constantFrom(8, 9, 18, 20),
      streamId: fc.nat({ max: 0xffffffff }),
      timestamp: fc.oneof(fc.nat({ max: 0xffffffff }), fc.constantFrom(0xfffffe, 0xffffff)),
      body: fc.uint8Array({ maxLength: 700 }),
    })
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 5 }),
        fc.integer({ min: 1, max: 900 }),
        (all, size) => {
          const writer = new ChunkWriter()
          const begin = writer.write(
            {
              type: 1,
              streamId: 0,
              timestamp: 0,
              body: Uint8Array.of(0, 0, size >> 8, size & 0xff),
            },
            2,
          )
          writer.chunkSize = size
          const bytes = join(begin, ...all.map((each) => writer.write(each, 6)))
          expect(read(bytes).messages).toEqual(all)
        },
      ),
    )
  })
})
