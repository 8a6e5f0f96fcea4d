import { describe, expect, test } from 'vitest'
import { attribute, attributeValues } from './attributes'
import { readCodecs } from './media-codecs'
import { readSdp } from './sdp'
import { writeWhepOffer } from './whep-offer'

const OFFER = writeWhepOffer({
  sessionId: '77',
  ice: { ufrag: 'ours', password: 'a password of ours' },
  fingerprint: { algorithm: 'sha-256', value: 'AB:CD' },
  addresses: ['192.0.2.5', '2001:db8::5'],
  port: 40_000,
})

const video = () => {
  const read = readSdp(OFFER)
  if (typeof read === 'string' || !read.media[0]) throw new Error('no description')
  return { read, media: read.media[0] }
}

describe('writeWhepOffer', () => {
  test('one video that is only received, for either side to begin the handshake', () => {
    const { read, media } = video()
    expect(read.media).toHaveLength(1)
    expect(attribute(read, 'group')).toBe(`BUNDLE ${attribute(media, 'mid') ?? ''}`)
    for (const flag of ['recvonly', 'rtcp-mux', 'rtcp-rsize', 'end-of-candidates'])
      expect(attribute(media, flag)).toBe('')
    expect(attribute(media, 'setup')).toBe('actpass')
  })

  test('every H.264 that a dock may send, in packets of mode 1, each with its repeats', () => {
    const codecs = readCodecs(video().media)
    const h264 = codecs.filter(({ name }) => name === 'H264')
    const profiles = h264.map(({ parameters }) => parameters.get('profile-level-id')?.slice(0, 4))
    expect(profiles).toEqual(['42e0', '4200', '4d00', '6400'])
    for (const { parameters, feedback, payloadType } of h264) {
      expect(parameters.get('packetization-mode')).toBe('1')
      expect(parameters.get('level-asymmetry-allowed')).toBe('1')
      expect(feedback).toEqual(['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'])
      const rtx = codecs.find(({ parameters: own }) => own.get('apt') === String(payloadType))
      expect(rtx?.name).toBe('rtx')
    }
    expect(codecs).toHaveLength(8)
  })

  test('every address of ours, the best first', () => {
    const candidates = attributeValues(video().media, 'candidate')
    expect(candidates).toEqual([
      '0 1 udp 2130706431 192.0.2.5 40000 typ host generation 0',
      '1 1 udp 2130706175 2001:db8::5 40000 typ host generation 0',
    ])
  })
})
