import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute, attributeValues, inherited } from './attributes'
import { OFFERS, readOffer } from './fixtures/read-offer'
import { readSdp, writeSdp, type SdpDescription } from './sdp'

const description = (text: string): SdpDescription => {
  const read = readSdp(text)
  if (typeof read === 'string') throw new Error(read)
  return read
}

describe('readSdp', () => {
  test.each(OFFERS)('%s is written again as it was read', (name) => {
    expect(writeSdp(description(readOffer(name)))).toBe(readOffer(name))
  })

  test.each(['\n', '\r', '\r\n\r\n', ' \n'])('line ends %j', (end) => {
    const text = readOffer('chromium')
    expect(description(text.replaceAll('\r\n', end))).toEqual(description(text))
  })

  test('the parts of an m-line, and lines that are none', () => {
    const { lines, media } = description(
      'v=0\nrubbish\nX=1\n=\nm=VIDEO  9/2 RTP/AVP  96 97 \na=x\n',
    )
    expect(lines).toEqual([{ type: 'v', value: '0' }])
    expect(media).toEqual([
      {
        kind: 'video',
        port: 9,
        protocol: 'RTP/AVP',
        formats: ['96', '97'],
        lines: [{ type: 'a', value: 'x' }],
      },
    ])
  })

  test.each([
    ['', 'sdp-no-version'],
    ['{"sdp":"v=0"}', 'sdp-no-version'],
    ['v=1\r\n', 'sdp-no-version'],
    ['s=-\r\nv=0\r\n', 'sdp-no-version'],
    ['v=0\r\nm=video\r\n', 'sdp-media-line'],
    ['v=0\r\nm=video nine UDP/TLS/RTP/SAVPF 96\r\n', 'sdp-media-line'],
    [`v=0\r\n${'m=video 9 RTP/AVP 96\r\n'.repeat(17)}`, 'sdp-media-line'],
    [`v=0\r\n${'a=x\r\n'.repeat(2000)}`, 'sdp-too-many-lines'],
    [`v=0\r\na=${'x'.repeat(65_536)}`, 'sdp-too-long'],
  ])('%j is %s', (text, problem) => {
    expect(readSdp(text)).toBe(problem)
  })

  test('never throws', () => {
    const word = fc.constantFrom('v=0', 'm=video 9 A/B 96', 'a=mid:', '\r', '\n', ':', '=', '\0')
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 30 }), (words) => {
        const read = readSdp(words.join(''))
        if (typeof read !== 'string') expect(readSdp(writeSdp(read))).toEqual(read)
      }),
    )
  })
})

test('attributes: values, flags, any case of the name, of the session where the media has none', () => {
  const { media, lines } = description(
    'v=0\na=setup:active\na=fingerprint:A\nm=video 9 X 96\na=Setup: passive\na=rtcp-mux\na=fmtp:96 a=b:c\na=fmtp:97 d',
  )
  const video = media[0] ?? { lines: [] }
  expect(attribute(video, 'setup')).toBe('passive')
  expect(attribute(video, 'rtcp-mux')).toBe('')
  expect(attribute(video, 'mid')).toBeUndefined()
  expect(attributeValues(video, 'fmtp')).toEqual(['96 a=b:c', '97 d'])
  expect(inherited({ lines }, video, 'setup')).toBe('passive')
  expect(inherited({ lines }, video, 'fingerprint')).toBe('A')
})
