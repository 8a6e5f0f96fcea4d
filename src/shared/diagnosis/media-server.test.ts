import { expect, test } from 'vitest'
import type { PullOutcome } from '../media-server'
import { diagnose } from './diagnose'
import { idle, NOW, unstarted, watching, healthy } from './fixtures/sample-evidence'

const accepted = {
  at: NOW - 60_000,
  pending: false,
  reply: { kind: 'accepted', at: NOW - 59_000 },
} as const
const from = (outcome: PullOutcome) => ({
  ingest: { kind: 'listening' } as const,
  protocol: 'rtmp' as const,
  start: accepted,
  pulled: { by: 'whep', outcome, at: NOW - 5000 } as const,
})

test.each([
  ['refused', 'media-server-refused'],
  ['unreadable', 'media-server-unreadable'],
  ['unreachable', 'media-server-unreachable'],
  ['ffmpeg-missing', 'ffmpeg-missing'],
  ['ffmpeg-old', 'ffmpeg-old'],
] as const)('a media server: %s', (outcome, code) => {
  const { cause } = diagnose(unstarted(from(outcome)), idle())
  expect(cause).toMatchObject({
    leg: 'publisher',
    code: 'publisher-unfetched',
    fault: { code },
    remedy: { kind: 'settings', page: 'mediaServer' },
  })
})

test('the server has no such stream: the dock does not push there, or has yet to', () => {
  const lastFault = { code: 'media-server-no-stream', at: NOW - 1000 } as const
  expect(diagnose(unstarted({ ...from('no-stream'), lastFault }), idle()).cause).toMatchObject({
    code: 'publisher-unfetched',
    fault: lastFault,
  })
  const start = { ...accepted, reply: { kind: 'accepted', at: NOW - 2000 } } as const
  expect(diagnose(unstarted({ ...from('no-stream'), start }), idle()).cause).toMatchObject({
    code: 'publisher-awaited',
  })
})

test('pictures that flow out of a media server speak it free', () => {
  const { cause, showing } = diagnose(healthy(from('flowing')), watching())
  expect([cause, showing]).toEqual([undefined, true])
})
