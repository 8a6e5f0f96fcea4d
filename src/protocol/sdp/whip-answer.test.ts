import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute, attributeValues } from './attributes'
import { OFFERS, readOffer } from './fixtures/read-offer'
import { readCodecs } from './media-codecs'
import { readSdp, type SdpMedia } from './sdp'
import type { OwnTransport } from './transport'
import { writeAnswer } from './whip-answer'
import { judgeOffer } from './whip-offer'

const TRANSPORT: OwnTransport = {
  sessionId: '42',
  ice: { ufrag: 'abcd', password: 'abcdefghijklmnopqrstuv' },
  fingerprint: { algorithm: 'sha-256', value: 'AA:BB' },
  addresses: ['192.0.2.7', '198.51.100.1'],
  port: 50000,
}

const answerTo = (sdp: string): string => {
  const judged = judgeOffer(sdp)
  if (!judged.ok) throw new Error(judged.sentence)
  return writeAnswer(judged.offer, TRANSPORT)
}
const mediaOf = (sdp: string): SdpMedia[] => {
  const read = readSdp(sdp)
  if (typeof read === 'string') throw new Error(read)
  return read.media
}
const NONE: SdpMedia = { kind: '', port: 0, protocol: '', formats: [], lines: [] }
const videoOf = (sdp: string) => mediaOf(sdp).find(({ kind }) => kind === 'video') ?? NONE

describe('writeAnswer', () => {
  test('to FFmpeg, every line', () => {
    expect(answerTo(readOffer('ffmpeg')).split('\r\n')).toEqual([
      'v=0',
      'o=- 42 2 IN IP4 0.0.0.0',
      's=-',
      't=0 0',
      'a=ice-lite',
      'a=group:BUNDLE 1',
      'm=video 9 UDP/TLS/RTP/SAVPF 106 105',
      'c=IN IP4 0.0.0.0',
      'a=ice-ufrag:abcd',
      'a=ice-pwd:abcdefghijklmnopqrstuv',
      'a=fingerprint:sha-256 AA:BB',
      'a=setup:active',
      'a=mid:1',
      'a=recvonly',
      'a=rtcp-mux',
      'a=rtcp-rsize',
      'a=rtpmap:106 H264/90000',
      'a=rtcp-fb:106 nack',
      'a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42400b',
      'a=rtpmap:105 rtx/90000',
      'a=fmtp:105 apt=106',
      'a=candidate:0 1 udp 2130706431 192.0.2.7 50000 typ host generation 0',
      'a=candidate:1 1 udp 2130706175 198.51.100.1 50000 typ host generation 0',
      '',
    ])
  })

  test('to Chromium: all H.264, no REMB beside transport-cc, the audio with all its codecs', () => {
    const [audio = NONE, video = NONE] = mediaOf(answerTo(readOffer('chromium')))
    expect(audio.formats).toEqual(['111', '63', '9', '0', '8', '13', '110', '126'])
    expect(attributeValues(audio, 'rtpmap')).toContain('111 opus/48000/2')
    expect(video.formats).toEqual('102 103 104 105 106 107 108 109 127 125 39 40'.split(' '))
    expect(readCodecs(video)[0]?.feedback).toEqual(['transport-cc', 'ccm fir', 'nack', 'nack pli'])
    expect(attributeValues(video, 'extmap').map((value) => value.split(' ')[0])).toEqual(['4', '3'])
    expect(attribute(video, 'setup')).toBe('passive')
  })

  test('REMB where there is no transport-cc', () => {
    expect(readCodecs(videoOf(answerTo(readOffer('aiortc'))))[0]?.feedback).toContain('goog-remb')
  })

  test('parameter sets are not repeated to who sent them', () => {
    expect(readOffer('gstreamer')).toContain('sprop-parameter-sets')
    expect(answerTo(readOffer('gstreamer'))).not.toContain('sprop-parameter-sets')
  })

  test('no mid and no group for who gave none', () => {
    const answer = answerTo(readOffer('ffmpeg').replaceAll(/a=(mid|group):.*\r\n/g, ''))
    expect(answer).not.toMatch(/a=(mid|group)/)
    expect(videoOf(answer).port).toBe(9)
  })

  test('audio outside the bundle, data channels and other videos are refused in their place', () => {
    const offer = readOffer('chromium').replace('BUNDLE 0 1', 'BUNDLE 1')
    const data = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n'
    const answer = answerTo(offer + data)
    expect(mediaOf(answer).map(({ kind, port }) => `${kind} ${port}`)).toEqual([
      'audio 0',
      'video 9',
      'application 0',
    ])
    expect(answer).toContain('a=group:BUNDLE 1\r\n')
    expect(answer).toContain('m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n')
  })

  test.each(OFFERS)(
    '%s: as many media as offered, only payload types that were offered',
    (name) => {
      const offered = mediaOf(readOffer(name))
      const answered = mediaOf(answerTo(readOffer(name)))
      expect(answered.map(({ kind }) => kind)).toEqual(offered.map(({ kind }) => kind))
      for (const [at, { formats }] of answered.entries())
        expect(offered[at]?.formats).toEqual(expect.arrayContaining(formats))
    },
  )

  test('a value of the offer never becomes a line of the answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const offer = readOffer('ffmpeg').replace(
          'packetization-mode=1',
          `packetization-mode=1;${text}`,
        )
        const judged = judgeOffer(offer)
        if (!judged.ok) return
        const lines = writeAnswer(judged.offer, TRANSPORT).split(/\r\n|\r|\n/)
        expect(lines.filter((line) => line.startsWith('a=candidate'))).toHaveLength(2)
        expect(lines.every((line) => line === '' || /^[a-z]=/.test(line))).toBe(true)
      }),
    )
  })
})
