import { describe, expect, test } from 'vitest'
import { diagnose } from './diagnose'
import type { StreamEvidence } from './evidence'
import { healthy, idle, NOW, unstarted, watching } from './fixtures/sample-evidence'

describe('the way the picture comes', () => {
  const wayOf = (evidence: StreamEvidence) =>
    diagnose(evidence, idle()).legs.find(({ leg }) => leg === 'publisher')?.values?.['way']

  test('is the one of the publisher, else the one that was asked for', () => {
    expect(wayOf(healthy())).toBe('RTMP')
    expect(wayOf(healthy({ protocol: 'whip' }))).toBe('WebRTC')
    const publisher = {
      event: 'started',
      at: NOW - 1000,
      reason: '10.20.0.31',
      by: 'rtmp',
    } as const
    expect(wayOf(healthy({ protocol: 'whip', publisher }))).toBe('RTMP')
    expect(wayOf(unstarted({ protocol: 'whip' }))).toBe('WebRTC')
  })

  test('on which something was offered that nobody can play', () => {
    const refusal = { reason: 'h265-only', remote: '10.20.0.31', at: NOW - 2500 }
    const start = {
      at: NOW - 5000,
      pending: false,
      reply: { kind: 'accepted', at: NOW - 4000 },
    } as const
    const evidence = unstarted({
      start,
      refusal,
      protocol: 'whip',
      state: { kind: 'accepted', since: NOW - 4000 },
    })
    expect(diagnose(evidence, idle()).cause).toMatchObject({
      code: 'publisher-unusable',
      values: { reason: 'h265-only', way: 'WebRTC' },
      remedy: { kind: 'try-now' },
    })
  })

  test('that cannot be gone is named with its own fault', () => {
    const fault = { code: 'whip-port-busy', at: NOW - 100, detail: '0.0.0.0:1985' } as const
    const whip = { kind: 'failed', fault } as const
    const chosen = unstarted({
      protocol: 'whip',
      whip,
      state: { kind: 'waiting', for: 'ingest', since: NOW },
    })
    expect(diagnose(chosen, idle()).cause).toMatchObject({
      code: 'publisher-no-ingest',
      fault,
      remedy: { kind: 'settings', page: 'ingest' },
    })
    expect(diagnose(healthy({ protocol: 'rtmp', whip }), watching()).cause).toBeUndefined()
  })

  test('says why it is RTMP, also when nothing is wrong', () => {
    const fault = { code: 'dji-network', at: NOW - 9000, dji: 513_010 } as const
    const steppedDown = { fault, until: NOW + 60_000 }
    const judged = diagnose(healthy({ protocol: 'rtmp', steppedDown }), watching())
    expect(judged).toMatchObject({ showing: true, steppedDown })
    expect(judged.cause).toBeUndefined()
  })
})
