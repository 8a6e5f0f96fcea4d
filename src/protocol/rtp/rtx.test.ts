import { expect, test } from 'vitest'
import { repeatedPacket } from './rtx'
import type { RtpPacket } from './rtp-packet'

const repeat = (payload: number[]): RtpPacket => ({
  payloadType: 97,
  sequence: 7,
  timestamp: 90_000,
  ssrc: 2,
  marker: true,
  payload: Uint8Array.from(payload),
  extensions: new Map(),
})

test('the original number stands before the payload (RFC 4588 section 4)', () => {
  expect(repeatedPacket(repeat([0xff, 0xfe, 0x65, 0x88]), { payloadType: 96, ssrc: 1 })).toEqual({
    ...repeat([0x65, 0x88]),
    payloadType: 96,
    ssrc: 1,
    sequence: 0xfffe,
  })
})

test.each([[[]], [[1]], [[1, 2]]])('%j repeats nothing', (payload) => {
  expect(repeatedPacket(repeat(payload), { payloadType: 96, ssrc: 1 })).toBeUndefined()
})
