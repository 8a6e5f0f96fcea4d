import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dtlsRecords, isDtls } from './dtls-records'

const record = (type: number, epoch: number, body: string): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt8(type, 0)
  header.writeUInt16BE(0xfefd, 1)
  header.writeUInt16BE(epoch, 3)
  header.writeUInt16BE(body.length, 11)
  return Buffer.concat([header, Buffer.from(body)])
}
const hello = record(22, 0, 'hello')
const finished = record(22, 1, 'finished')

test('once keys are agreed only encrypted records are left', () => {
  expect(dtlsRecords(Buffer.concat([hello, finished]), false)).toEqual(finished)
  expect(dtlsRecords(Buffer.concat([hello, finished]), true)).toEqual(
    Buffer.concat([hello, finished]),
  )
  expect(dtlsRecords(record(21, 0, '\x02\x28'), false)).toHaveLength(0)
})

test('a length that lies ends the reading', () => {
  const cut = finished.subarray(0, finished.length - 1)
  expect(dtlsRecords(Buffer.concat([hello, cut]), true)).toEqual(hello)
  expect(dtlsRecords(hello.subarray(0, 12), true)).toHaveLength(0)
})

test('is told from STUN and RTP by its first byte', () => {
  expect(isDtls(hello)).toBe(true)
  expect(isDtls(Buffer.from('0001'.padEnd(40, '0'), 'hex'))).toBe(false)
  expect(isDtls(Buffer.alloc(40, 0x80))).toBe(false)
})

test('gives a part of what it was given, whatever that is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, plainToo) => {
      expect(dtlsRecords(Buffer.from(bytes), plainToo).length).toBeLessThanOrEqual(bytes.length)
    }),
  )
})
