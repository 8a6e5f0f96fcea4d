import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeExchange } from './whep-verdict'

const SDP = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\n'
const json = (value: unknown) => JSON.stringify(value)

test.each([
  [201, SDP, SDP],
  [200, SDP, SDP],
  [201, `\uFEFF\r\n${SDP}`, SDP],
  // ZLMediaKit's API from before it knew WHEP.
  [200, json({ code: 0, id: 'zlm_1', sdp: SDP, type: 'answer' }), SDP],
])('%i with a description', (status, body, sdp) => {
  expect(judgeExchange({ status, body })).toEqual({ sdp })
})

test.each([
  // MediaMTX
  [404, json({ error: "no stream is available on path 'x'" }), 'no-stream'],
  [401, json({ error: 'authentication error' }), 'refused'],
  [400, json({ error: 'invalid SDP' }), 'unreadable'],
  // ZLMediaKit
  [406, 'stream not found', 'no-stream'],
  [406, 'invalid sign', 'refused'],
  [406, 'h264 profile not supported', 'unreadable'],
  [200, json({ code: -400, msg: 'stream not found' }), 'no-stream'],
  [200, json({ code: -1, msg: 'no such stream' }), 'no-stream'],
  [200, json({ code: -100, msg: 'refused by hook' }), 'refused'],
  [200, json({ code: -400, msg: 'what nobody knows' }), 'no-stream'],
  // SRS, and proxies
  [400, 'Bad Request', 'unreadable'],
  [500, 'Internal Server Error', 'unreachable'],
  [502, '<html>', 'unreachable'],
  [403, '', 'refused'],
  [404, '', 'no-stream'],
  [409, '', 'no-stream'],
  [410, '', 'no-stream'],
  [415, '', 'unreadable'],
  [429, '', 'unreachable'],
  [405, '', 'unreadable'],
  [201, '', 'unreadable'],
  [204, '', 'unreadable'],
  [200, '<html>It works!</html>', 'unreadable'],
  [200, '{"code":', 'unreadable'],
])('%i %s is %s', (status, body, outcome) => {
  const verdict = judgeExchange({ status, body })
  expect(verdict).toMatchObject({ outcome })
  expect('detail' in verdict && verdict.detail).toContain(`HTTP ${String(status)}`)
})

test('never throws', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.oneof(fc.string(), fc.json()), (status, body) => {
      const verdict = judgeExchange({ status, body })
      expect('sdp' in verdict || verdict.detail.length > 0).toBe(true)
    }),
  )
})
