import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ANSWERS, readAnswer } from './fixtures/read-offer'
import { judgeWhepAnswer, type WhepAnswer } from './whep-answer'

const judged = (sdp: string): WhepAnswer => {
  const answer = judgeWhepAnswer(sdp)
  if (typeof answer === 'string') throw new Error(answer)
  return answer
}
const places = (sdp: string) =>
  judged(sdp).candidates.map(({ address, port }) => `${address} ${port}`)

describe('what servers answer', () => {
  test('SRS', () => {
    const { setup, ice, video } = judged(readAnswer('srs'))
    expect(setup).toBe('passive')
    expect(ice.ufrag).toBe('4d5n3c12')
    expect(video).toMatchObject({ transportCc: 3, nack: true, remb: false, ssrcs: [1405163811] })
    expect(video.h264.map(({ payloadType, rtx }) => [payloadType, rtx])).toEqual([[96, undefined]])
    expect(places(readAnswer('srs'))).toEqual(['192.0.2.20 8000'])
  })

  test('ZLMediaKit: its place over TCP is none for us', () => {
    const { setup, video } = judged(readAnswer('zlmediakit'))
    expect(setup).toBe('passive')
    expect(video.h264).toMatchObject([{ payloadType: 102, rtx: 103, profileLevelId: '64001f' }])
    expect(places(readAnswer('zlmediakit'))).toEqual(['192.0.2.21 8000'])
  })

  test('MediaMTX: a fingerprint for all media, nothing of mDNS, TCP or another component', () => {
    const { setup, fingerprint, video } = judged(readAnswer('mediamtx'))
    expect(setup).toBe('active')
    expect(fingerprint.value).toMatch(/^0B:5E:/)
    expect(video).toMatchObject({ transportCc: 3, midExtension: 1, nack: true, remb: true })
    expect(places(readAnswer('mediamtx'))).toEqual(['192.0.2.22 8189', '2001:db8::22 8189'])
  })

  test('aiortc and libdatachannel', () => {
    expect(judged(readAnswer('aiortc')).video.h264).toHaveLength(2)
    expect(places(readAnswer('aiortc'))).toEqual(['192.0.2.2 45097', 'fd00::2 44398'])
    expect(judged(readAnswer('libdatachannel'))).toMatchObject({
      setup: 'active',
      video: { mid: '0', remb: true },
    })
  })

  test.each(ANSWERS)('%s without mid, bundle and setup, transport at the top', (name) => {
    const bare = readAnswer(name).replaceAll(/a=(mid|group|setup|ice-options|msid)[^\r]*\r\n/g, '')
    const moved = bare.match(/a=(ice-|fingerprint)[^\r]*\r\n/g)?.join('') ?? ''
    const rest = bare.replaceAll(/a=(ice-(ufrag|pwd)|fingerprint)[^\r]*\r\n/g, '')
    const answer = judged(rest.replace('t=0 0\r\n', `t=0 0\r\n${moved}`))
    expect(answer).toMatchObject({ setup: 'actpass', ice: judged(readAnswer(name)).ice })
  })
})

describe('answers that lead to no picture', () => {
  const SRS = readAnswer('srs')
  test.each([
    ['not-sdp', '<html>502</html>'],
    ['not-sdp', ''],
    ['no-video', SRS.replace('m=video', 'm=audio')],
    ['video-not-sent', SRS.replace('a=sendonly', 'a=inactive')],
    ['video-not-sent', SRS.replace('a=sendonly', 'a=recvonly')],
    ['video-not-sent', SRS.replace('m=video 9', 'm=video 0')],
    ['no-h264', SRS.replace('H264/', 'H265/')],
    ['not-webrtc', SRS.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')],
    ['no-fingerprint', SRS.replace('a=fingerprint', 'a=fingerprints')],
    ['no-fingerprint', SRS.replace('sha-256 D4:', 'sha-256 ').replace(/:F1\r/, ':\r')],
    ['no-ice', SRS.replace('a=ice-pwd', 'a=ice-password')],
    ['no-ice', SRS.replace('7k24p09a', 'x'.repeat(300))],
    ['no-candidates', SRS.replace('192.0.2.20', 'server.local')],
    ['no-candidates', SRS.replace('1 udp', '1 tcp')],
    ['no-candidates', SRS.replace('192.0.2.20 8000', '0.0.0.0 8000')],
    ['no-candidates', SRS.replace('192.0.2.20 8000', '239.1.1.1 8000')],
    ['no-candidates', SRS.replace('192.0.2.20 8000', '192.0.2.20 0')],
  ])('%s', (problem, sdp) => {
    expect(judgeWhepAnswer(sdp)).toBe(problem)
  })
})

test('names no more places than can be checked, the best first', () => {
  const line = (at: number) =>
    `a=candidate:1 1 UDP ${at} 10.0.0.${at % 256} ${1000 + at} typ host\r\n`
  const many = Array.from({ length: 300 }, (_, at) => line(at + 1)).join('')
  const answer = judged(readAnswer('srs').replace(/a=candidate.*\r\n/, many))
  expect(answer.candidates).toHaveLength(16)
  expect(answer.candidates[0]).toEqual({ address: '10.0.0.44', port: 1300, priority: 300 })
})

test('never throws, whatever became of an answer', () => {
  const lines = ANSWERS.flatMap((name) => readAnswer(name).split('\r\n'))
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 60 }), (some) => {
      const answer = judgeWhepAnswer(['v=0', ...some].join('\r\n'))
      if (typeof answer !== 'string') expect(answer.candidates.length).toBeGreaterThan(0)
    }),
  )
  const texts = ANSWERS.map((name) => readAnswer(name))
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(4000), fc.string({ maxLength: 6 })), { maxLength: 8 }),
      (text, changes) => {
        let changed = text
        for (const [at, put] of changes)
          changed =
            changed.slice(0, at % text.length) +
            put +
            changed.slice((at % text.length) + put.length)
        const answer = judgeWhepAnswer(changed)
        if (typeof answer !== 'string')
          for (const { address, port } of answer.candidates) {
            expect(address).toMatch(/^[0-9a-f:.]+$/i)
            expect(port).toBeGreaterThan(0)
          }
      },
    ),
  )
})
