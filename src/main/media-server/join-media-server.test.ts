import { expect, test } from 'vitest'
import type { MediaReport } from '@shared/media-contract'
import { defaultSettings } from '@shared/settings'
import type { IngestState } from '@shared/site'
import type { IngestProtocol, StreamStatus } from '@shared/stream'
import { joinMediaServer } from './join-media-server'
import type { Pulled } from './media-server'

const ID = 'D1/165-0-7/normal-0'
const pulled = (stream: string): Pulled => ({
  kind: 'pulled',
  stream,
  by: 'whep',
  outcome: 'no-stream',
  detail: '',
})
const status = (kind: 'stopping' | 'off'): StreamStatus => ({
  videoId: ID,
  state: kind === 'off' ? { kind } : { kind, since: 0 },
  confirmed: {},
  pending: [],
})

const setUp = (whipPublish = '') => {
  const fetched: string[][] = []
  const heard: Pulled[] = []
  let statuses: StreamStatus[] = []
  let media: (state: IngestState) => void = () => {}
  let report: (report: MediaReport) => void = () => {}
  let changed: () => void = () => {}
  const settings = {
    ...defaultSettings().mediaServer,
    kind: 'srs',
    host: 'h',
    whipPublish,
  } as const
  const place = { settings, key: undefined, token: undefined }
  const told: [IngestState['kind'], IngestProtocol][] = []
  const { server, want } = joinMediaServer(
    { place, keyOf: () => '', now: () => 0 },
    {
      media: {
        pull: (pulls) => fetched.push(pulls.map(({ stream }) => stream)),
        onState: (listener) => (media = listener),
        onReport: (listener) => (report = listener),
      },
      live: {
        pulled: (event) => heard.push(event),
        statuses: () => statuses,
        onStatus: (listener) => (changed = listener),
      },
      record: { reported: () => {}, ingestLost: () => {} },
      told: (state, by) => told.push([state.kind, by]),
    },
  )
  const now = (...current: StreamStatus[]): void => {
    statuses = current
    changed()
  }
  return { fetched, heard, now, server, told, want, media: () => media, report: () => report }
}

test('what is wanted is fetched, and what is being stopped until it is over', () => {
  const { fetched, now, want } = setUp()
  want([ID])
  now(status('stopping'))
  want([])
  now(status('off'))
  expect(fetched).toEqual([['D1_165-0-7_normal-0'], []])
})

test('only what is fetched is told to live control', () => {
  const { heard, media, report, server, want } = setUp()
  media()({ kind: 'listening' })
  want([ID])
  report()(pulled('D1_165-0-7_normal-0'))
  report()(pulled('another'))
  expect(heard).toEqual([pulled('D1_165-0-7_normal-0')])
  expect(server.state).toEqual({ kind: 'listening' })
})

test('WHIP is told first, and is off where the server does not take it', () => {
  const [both, one] = [setUp(), setUp('-')]
  for (const { media } of [both, one]) media()({ kind: 'starting' })
  expect(both.told).toEqual([
    ['starting', 'whip'],
    ['starting', 'rtmp'],
  ])
  expect(one.told[0]).toEqual(['off', 'whip'])
})
