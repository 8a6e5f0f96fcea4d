import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_PAYLOAD, parseEnvelope, writeEnvelope } from './envelope'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string) => {
  const parsed = parseEnvelope(bytes(text))
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.envelope
}

describe('parseEnvelope', () => {
  test('a request', () => {
    const { message, payload } = readFixture('config-request')
    expect(parseEnvelope(payload)).toEqual({
      ok: true,
      envelope: {
        tid: message['tid'],
        bid: message['bid'],
        timestamp: 1765000000000,
        gateway: '7CTDM2400B0107',
        method: 'config',
        needReply: false,
        data: { config_type: 'json', config_scope: 'product' },
      },
    })
  })

  test('an event that waits for an answer', () => {
    const parsed = parseEnvelope(readFixture('event-need-reply').payload)
    expect(parsed.ok && parsed.envelope.needReply).toBe(true)
  })

  test('the misprinted key and text are timestamps too', () => {
    expect(read('{"timestamp:":1765000010000}').timestamp).toBe(1765000010000)
    expect(read('{"timestamp":"1765000010000"}').timestamp).toBe(1765000010000)
    expect(read('{"timestamp":{}}').timestamp).toBeUndefined()
  })

  test('fields of a wrong type read as missing', () => {
    const envelope = read('{"tid":7,"bid":[],"gateway":"a/b","method":{},"need_reply":"yes"}')
    expect(envelope).toEqual({ tid: '', bid: '', needReply: false, data: null })
  })

  test('an escaped ampersand is an ampersand', () => {
    expect(read('{"data":{"url":"a=1\\u0026b=2"}}').data).toEqual({ url: 'a=1&b=2' })
  })

  test.each([
    ['[]', 'not-an-object'],
    ['null', 'not-an-object'],
    ['3', 'not-an-object'],
    ['{"tid":', 'not-json'],
    ['', 'not-json'],
  ])('%j is refused as %s', (text, reason) => {
    expect(parseEnvelope(bytes(text))).toEqual({ ok: false, reason })
  })

  test('broken UTF-8 and huge payloads are refused', () => {
    const broken = Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)
    expect(parseEnvelope(broken)).toEqual({ ok: false, reason: 'not-utf8' })
    const huge = new Uint8Array(MAX_PAYLOAD + 1).fill(0x20)
    expect(parseEnvelope(huge)).toEqual({ ok: false, reason: 'too-large' })
  })

  test('a payload nested to the limit does not throw', () => {
    const nested = bytes('['.repeat(MAX_PAYLOAD / 2) + ']'.repeat(MAX_PAYLOAD / 2))
    expect(parseEnvelope(nested).ok).toBe(false)
  })

  test('random bytes and mutated messages never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (random) => {
        expect(typeof parseEnvelope(random).ok).toBe('boolean')
      }),
    )
    fc.assert(
      fc.property(mutations('config-request', 'osd-aircraft'), (message) => {
        const parsed = parseEnvelope(bytes(JSON.stringify(message)))
        expect(parsed.ok && parsed.envelope.tid.length <= 128).toBe(true)
      }),
    )
  })
})

describe('writeEnvelope', () => {
  test('writes what DJI documents, in a form that reads back', () => {
    const text = writeEnvelope({
      tid: 't',
      bid: 'b',
      timestamp: 5,
      method: 'hms',
      needReply: true,
      data: { result: 0 },
    })
    expect(JSON.parse(text)).toEqual({
      tid: 't',
      bid: 'b',
      timestamp: 5,
      method: 'hms',
      need_reply: 1,
      data: { result: 0 },
    })
    expect(read(text).needReply).toBe(true)
    expect(writeEnvelope({ tid: 't', bid: 'b', timestamp: 5, data: null })).not.toContain('need')
  })
})
