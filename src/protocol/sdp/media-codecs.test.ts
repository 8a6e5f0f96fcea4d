import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCodecs } from './media-codecs'
import type { SdpMedia } from './sdp'

const media = (formats: string, ...values: string[]): SdpMedia => ({
  kind: 'video',
  port: 9,
  protocol: 'UDP/TLS/RTP/SAVPF',
  formats: formats.split(' '),
  lines: values.map((value) => ({ type: 'a', value })),
})

test('in the order of the m-line, static payload types too, without what nobody explains', () => {
  const codecs = readCodecs(
    media('111 8 77 97 x 300', 'rtpmap:97 H264/90000', 'rtpmap:111 opus/48000/2', 'rtpmap:5 A/1'),
  )
  expect(codecs.map(({ payloadType, name }) => [payloadType, name])).toEqual([
    [111, 'opus'],
    [8, 'PCMA'],
    [97, 'H264'],
  ])
  expect(codecs.map(({ clockRate, channels }) => [clockRate, channels])).toEqual([
    [48000, 2],
    [8000, undefined],
    [90000, undefined],
  ])
})

test('parameters with and without a value, feedback for one and for all', () => {
  const [codec] = readCodecs(
    media(
      '96 96',
      'rtpmap:96 H264/90000',
      'fmtp:96 Packetization-Mode=1 ;; profile-level-id=42e01f; sprop-parameter-sets=Z0I=,aM4=;flag',
      'rtcp-fb:96 NACK  pli',
      'rtcp-fb:* nack',
      'rtcp-fb:97 transport-cc',
      'rtcp-fb:* nack',
    ),
  )
  expect(Object.fromEntries(codec?.parameters ?? [])).toEqual({
    'packetization-mode': '1',
    'profile-level-id': '42e01f',
    'sprop-parameter-sets': 'Z0I=,aM4=',
    flag: '',
  })
  expect(codec?.feedback).toEqual(['nack pli', 'nack'])
})

test('any values give codecs with a payload type', () => {
  const value = fc.tuple(
    fc.constantFrom('rtpmap:', 'fmtp:96 ', 'rtcp-fb:', 'rtpmap:96 '),
    fc.string({ maxLength: 40 }),
  )
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(value), (formats, values) => {
      const lines = values.map((parts) => parts.join(''))
      for (const codec of readCodecs(media(['96', ...formats].join(' '), ...lines)))
        expect(codec.payloadType).toBeLessThan(128)
    }),
  )
})
