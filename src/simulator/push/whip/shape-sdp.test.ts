import { expect, test } from 'vitest'
import { firstHost, shapeAnswer, shapeOffer } from './shape-sdp'

/** As Chromium 130 writes it, shortened. */
const OFFER = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=video 50411 UDP/TLS/RTP/SAVPF 102 103',
  'c=IN IP4 10.20.0.7',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=candidate:3551 1 udp 2122260223 10.20.0.7 50411 typ host generation 0 network-id 1',
  'a=candidate:9111 1 tcp 1518280447 10.20.0.7 9 typ host tcptype active generation 0',
  'a=ice-ufrag:Yb3K',
  'a=setup:actpass',
  'a=mid:0',
  'a=sendonly',
  'a=rtpmap:102 H264/90000',
  'a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=4d001f',
  'a=rtpmap:103 rtx/90000',
  'a=fmtp:103 apt=102',
  '',
].join('\r\n')

/** As SRS writes it, shortened. */
const ANSWER = [
  'v=0',
  'o=SRS/6.0.134 107369 2 IN IP4 0.0.0.0',
  's=SRSPublishSession',
  't=0 0',
  'a=ice-lite',
  'm=video 9 UDP/TLS/RTP/SAVPF 102',
  'c=IN IP4 0.0.0.0',
  'a=setup:passive',
  'a=mid:0',
  'a=recvonly',
  'a=rtpmap:102 H264/90000',
  'a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=640028',
  'a=candidate:0 1 udp 2130706431 10.20.0.5 8000 typ host generation 0',
  'a=candidate:1 1 udp 2130706430 172.17.0.1 8000 typ host generation 0',
  '',
].join('\r\n')

const AS_IS = { profile: 'main', noCandidates: false, passive: false } as const
const HOST = { address: '10.20.0.7', port: 40_001 }

test('an offer stays as it is when nothing else is asked for', () => {
  expect(shapeOffer(OFFER, AS_IS)).toBe(OFFER)
})

test('High is written over the profile, and read back as what was offered', () => {
  const offer = shapeOffer(OFFER, { ...AS_IS, profile: 'high' })
  expect(offer).toBe(OFFER.replace('4d001f', '640028'))
  expect(shapeAnswer(ANSWER, OFFER, undefined)).toBe(ANSWER.replace('640028', '4d001f'))
})

test('candidates are left out, setup is passive', () => {
  const offer = shapeOffer(OFFER, { ...AS_IS, noCandidates: true, passive: true, host: HOST })
  expect(offer).not.toContain('candidate')
  expect(offer).toContain('a=setup:passive\r\n')
  expect(offer).not.toContain('actpass')
  expect(offer.split('\r\n')).toHaveLength(OFFER.split('\r\n').length - 2)
})

test('a relay is named in the place of both sides', () => {
  const line = 'a=candidate:1 1 udp 2130706431 10.20.0.7 40001 typ host\r\n'
  const offer = shapeOffer(OFFER, { ...AS_IS, host: HOST })
  expect(offer.match(/^a=candidate.*/gm)).toEqual([line.trim()])
  expect(offer.endsWith(`a=fmtp:103 apt=102\r\n${line}`)).toBe(true)
  for (const answer of [ANSWER, ANSWER.replaceAll('\r\n', '\n'), ANSWER.trimEnd()]) {
    const shaped = shapeAnswer(answer, OFFER, HOST)
    expect(shaped.match(/^a=candidate.*$/gm)?.map((one) => one.trim())).toEqual([line.trim()])
  }
})

test('the first UDP address of an answer counts', () => {
  expect(firstHost(ANSWER)).toEqual({ address: '10.20.0.5', port: 8000 })
  const tcp = 'a=candidate:1 1 tcp 1 10.0.0.1 9 typ host tcptype passive\r\n'
  expect(firstHost(tcp + 'a=candidate:2 1 UDP 7 fd00::5 8000 typ host\r\n')).toEqual({
    address: 'fd00::5',
    port: 8000,
  })
  expect(firstHost(OFFER.replaceAll(/a=candidate.*\r\n/g, ''))).toBeUndefined()
})
