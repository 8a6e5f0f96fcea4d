import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFERS, readOffer } from './fixtures/read-offer'
import { judgeOffer, type WhipOffer } from './whip-offer'

const offerOf = (sdp: string): WhipOffer => {
  const judged = judgeOffer(sdp)
  if (!judged.ok) throw new Error(judged.sentence)
  return judged.offer
}
const refusalOf = (sdp: string) => {
  const judged = judgeOffer(sdp)
  return judged.ok ? 'taken' : judged.reason
}
const without = (name: string, ...patterns: RegExp[]) =>
  patterns.reduce((text, pattern) => text.replaceAll(pattern, ''), readOffer(name))

describe('offers that are taken', () => {
  test('Chromium: every H.264 with its repeats, transport-cc, the audio too', () => {
    const { video, taken, setup, candidates, fingerprint } = offerOf(readOffer('chromium'))
    expect(video).toMatchObject({ index: 1, mid: '1', transportCc: 3, midExtension: 4, nack: true })
    expect(
      video.h264.map(({ payloadType, packetizationMode, profileLevelId, rtx }) =>
        [payloadType, packetizationMode, profileLevelId, rtx].join(' '),
      ),
    ).toEqual([
      '102 1 42001f 103',
      '104 0 42001f 105',
      '106 1 42e01f 107',
      '108 0 42e01f 109',
      '127 1 4d001f 125',
      '39 0 4d001f 40',
    ])
    expect(video.ssrcs).toEqual([3718005466, 1345094706])
    expect(taken.map(({ kind }) => kind)).toEqual(['audio', 'video'])
    expect([setup, candidates, fingerprint.algorithm]).toEqual(['actpass', 8, 'sha-256'])
  })

  test('GStreamer: transport-cc without its extension is none; parameter sets of the offer', () => {
    const { video, candidates } = offerOf(readOffer('gstreamer'))
    expect(video.transportCc).toBeUndefined()
    expect(video).toMatchObject({ mid: 'video0', nack: false, remb: false })
    expect(video.h264[0]?.parameterSets.map(([header]) => (header ?? 0) & 0x1f)).toEqual([7, 8])
    expect(candidates).toBe(0)
  })

  test('aiortc: VP8 comes first and does not matter; the bundle has the transport of the audio', () => {
    const { video, ice } = offerOf(readOffer('aiortc'))
    expect(video.h264.map(({ payloadType, rtx }) => [payloadType, rtx])).toEqual([
      [99, 100],
      [101, 102],
    ])
    expect(video).toMatchObject({ remb: true, nack: true })
    const [first] = /(?<=a=ice-ufrag:).*/.exec(readOffer('aiortc')) ?? []
    expect(ice.ufrag).toBe(first?.trim())
  })

  test('libdatachannel: the fingerprint is the session’s', () => {
    const { fingerprint, video } = offerOf(readOffer('libdatachannel'))
    expect(fingerprint.value).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(video.h264).toMatchObject([{ payloadType: 96, profileLevelId: '42e01f' }])
  })

  test('FFmpeg: passive, no candidates, an SSRC that only a group names', () => {
    const { setup, candidates, video } = offerOf(readOffer('ffmpeg'))
    expect([setup, candidates]).toEqual(['passive', 0])
    expect(video.ssrcs).toHaveLength(1)
    expect(video.h264).toMatchObject([{ payloadType: 106, rtx: 105, profileLevelId: '42400b' }])
  })

  test('embedded: nothing said of setup, everything else at the top', () => {
    const { setup, ice, video, taken } = offerOf(readOffer('embedded-audio-first'))
    expect([setup, ice.ufrag, taken.length]).toEqual(['actpass', 'e7uZ', 2])
    expect(video).toMatchObject({ index: 1, nack: true, h264: [{ profileLevelId: '640028' }] })
  })

  test.each(OFFERS)('%s with bare line feeds and without mid and group', (name) => {
    const bare = without(name, /a=mid:.*\r\n/g, /a=group:.*\r\n/g, /\r/g)
    const { video, taken } = offerOf(bare)
    expect([video.mid, taken.length]).toEqual(['', 1])
    expect(video.h264).toEqual(offerOf(readOffer(name)).video.h264)
  })
})

describe('offers that are refused', () => {
  test.each([
    ['not-sdp', '{}'],
    ['no-video', without('chromium', /m=video[^]*/g)],
    ['video-not-sent', readOffer('ffmpeg').replace('a=sendonly', 'a=recvonly')],
    ['video-not-sent', readOffer('ffmpeg').replace('m=video 9', 'm=video 0')],
    ['not-webrtc', readOffer('ffmpeg').replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')],
    ['h265-only', readOffer('embedded-h265')],
    ['no-h264', readOffer('ffmpeg').replace('H264/90000', 'VP8/90000')],
    [
      'interleaved-only',
      readOffer('ffmpeg').replace('packetization-mode=1', 'packetization-mode=2'),
    ],
    ['no-fingerprint', without('ffmpeg', /a=fingerprint:.*\r\n/g)],
    ['no-fingerprint', readOffer('ffmpeg').replace(/(?<=a=fingerprint:).*/, 'sha-256 nonsense')],
    ['no-ice', without('ffmpeg', /a=ice-pwd:.*\r\n/g)],
  ])('%s', (reason, sdp) => {
    expect(refusalOf(sdp)).toBe(reason)
  })

  test('the sentence names the codecs, and no more than fits into one', () => {
    const codecs = Array.from({ length: 30 }, (_, at) => `a=rtpmap:${at} VP${at}/90000\r\n`).join(
      '',
    )
    const formats = Array.from({ length: 30 }, (_, at) => at).join(' ')
    const sdp = `v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF ${formats}\r\n${codecs}`
    const judged = judgeOffer(sdp)
    expect(judged).toMatchObject({ ok: false, reason: 'no-h264' })
    if (!judged.ok)
      expect(judged.sentence).toMatch(/^The video is not offered .* VP0, VP1, .{20,90}$/)
  })

  test('a second video that can be played is taken in place of the first', () => {
    const second = readOffer('ffmpeg')
      .replace(/[^]*(?=m=video)/, '')
      .replace('mid:1', 'mid:2')
    expect(offerOf(readOffer('embedded-h265') + second).video).toMatchObject({ index: 1, mid: '2' })
  })
})

test('any mutation of an offer is judged, never thrown at', () => {
  const change = fc.record({ at: fc.nat(9000), cut: fc.nat(30), put: fc.string({ maxLength: 8 }) })
  fc.assert(
    fc.property(
      fc.constantFrom(...OFFERS),
      fc.array(change, { minLength: 1, maxLength: 12 }),
      (name, changes) => {
        let sdp = readOffer(name)
        for (const { at, cut, put } of changes)
          sdp = sdp.slice(0, at % sdp.length) + put + sdp.slice((at % sdp.length) + cut)
        const judged = judgeOffer(sdp)
        if (judged.ok) expect(judged.offer.taken.length).toBeGreaterThan(0)
        else expect(judged.sentence.length).toBeLessThan(300)
      },
    ),
  )
})
