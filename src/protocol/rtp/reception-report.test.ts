import { describe, expect, test } from 'vitest'
import { uint24, uint32 } from '../big-endian'
import { ReceptionReport } from './reception-report'

const fields = (bytes: Uint8Array) => ({
  fraction: bytes[12],
  lost: uint24(bytes, 13),
  highest: uint32(bytes, 16),
  jitter: uint32(bytes, 20),
  lastReport: uint32(bytes, 24),
  delay: uint32(bytes, 28),
})

describe('ReceptionReport', () => {
  test('header and block of a report (RFC 3550 section 6.4.2)', () => {
    const bytes = new ReceptionReport(1, 2).write(0)
    expect([...bytes.subarray(0, 12)]).toEqual([0x81, 201, 0, 7, 0, 0, 0, 1, 0, 0, 0, 2])
    expect(bytes).toHaveLength(32)
    expect(fields(bytes)).toEqual({
      fraction: 0,
      lost: 0,
      highest: 0,
      jitter: 0,
      lastReport: 0,
      delay: 0,
    })
  })

  test('a quarter lost since the last report, all turns of the numbers counted', () => {
    const report = new ReceptionReport(1, 2)
    for (const sequence of [65534, 65535, 1, 2]) report.arrived({ sequence, timestamp: 0 }, 0)
    expect(fields(report.write(0))).toMatchObject({ fraction: 51, lost: 1, highest: 65538 })
    for (const sequence of [3, 4, 6]) report.arrived({ sequence, timestamp: 0 }, 0)
    expect(fields(report.write(0))).toMatchObject({ fraction: 64, lost: 2, highest: 65542 })
  })

  test('repeats are no negative loss', () => {
    const report = new ReceptionReport(1, 2)
    for (const sequence of [1, 2, 2, 2]) report.arrived({ sequence, timestamp: 0 }, 0)
    expect(fields(report.write(0))).toMatchObject({ fraction: 0, lost: 0 })
  })

  test('jitter is of the arrival, not of the pictures', () => {
    const steady = new ReceptionReport(1, 2)
    const shaky = new ReceptionReport(1, 2)
    for (let at = 0; at < 400; at++) {
      const packet = { sequence: at, timestamp: (at * 900 + 4294900000) % 2 ** 32 }
      steady.arrived(packet, at * 10)
      shaky.arrived(packet, at * 10 + (at % 2) * 4)
    }
    expect(fields(steady.write(0)).jitter).toBe(0)
    expect(fields(shaky.write(0)).jitter).toBe(359)
  })

  test('the middle of the NTP time and how long ago it came', () => {
    const report = new ReceptionReport(1, 2)
    report.reported(0xe5a8f012 * 1000 + 500, 1000)
    expect(fields(report.write(1250))).toMatchObject({ lastReport: 0xf0128000, delay: 16_384 })
  })
})
