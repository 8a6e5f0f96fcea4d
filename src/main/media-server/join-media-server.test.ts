import { expect, test } from 'vitest'
import type { MediaReport } from '@shared/media-contract'
import { defaultSettings } from '@shared/settings'
import type { IngestState } from '@shared/site'
import type { StreamStatus } from '@shared/stream'
import { joinMediaServer, waysInto } from './join-media-server'
import { MediaServer, type Pulled } from './media-server'

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
  const server = new MediaServer({
    place: { settings, key: undefined, token: undefined },
    keyOf: () => '',
    pull: (pulls) => fetched.push(pulls.map(({ stream }) => stream)),
    changed: () => {},
    now: () => 0,
  })
  const want = joinMediaServer(server, {
    media: {
      onState: (listener) => (media = listener),
      onReport: (listener) => (report = listener),
    },
    live: {
      pulled: (event) => heard.push(event),
      statuses: () => statuses,
      onStatus: (listener) => (changed = listener),
    },
    record: { reported: () => {} },
  })
  const now = (...current: StreamStatus[]): void => {
    statuses = current
    changed()
  }
  return { fetched, heard, now, server, want, media: () => media, report: () => report }
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
  const up = { kind: 'listening' } as const
  expect(waysInto(setUp().server, up)).toEqual([
    { by: 'whip', state: up },
    { by: 'rtmp', state: up },
  ])
  expect(waysInto(setUp('-').server, up)[0]).toEqual({ by: 'whip', state: { kind: 'off' } })
})
