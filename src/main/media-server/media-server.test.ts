import { expect, test, vi } from 'vitest'
import type { PullOutcome } from '@shared/media-server'
import type { IngestState } from '@shared/site'
import { defaultSettings } from '@shared/settings'
import { MediaServer } from './media-server'

const [ONE, TWO] = ['D1/165-0-7/normal-0', 'A1/81-0-0/normal-0']
const [FIRST, SECOND] = ['D1_165-0-7_normal-0', 'A1_81-0-0_normal-0']

const setUp = () => {
  const clock = { now: 1000 }
  const pull = vi.fn<(pulls: unknown[], ffmpeg: string) => void>()
  const states: IngestState[] = []
  const settings = {
    ...defaultSettings().mediaServer,
    kind: 'srs',
    host: '10.0.0.5',
    ffmpeg: '/opt/ffmpeg',
  } as const
  const server = new MediaServer({
    place: { settings, key: undefined, token: undefined },
    keyOf: () => '',
    pull,
    changed: (state) => states.push(state),
    now: () => clock.now,
  })
  const say = (stream: string, outcome: PullOutcome): boolean =>
    server.pulled({ kind: 'pulled', stream, by: 'whep', outcome, detail: '' })
  return { clock, pull, say, server, states }
}

test('it is there when the media process runs and any stream got an answer', () => {
  const { say, server, states } = setUp()
  server.mediaChanged({ kind: 'starting' })
  server.mediaChanged({ kind: 'listening' })
  expect(server.address('rtmp', ONE)).toBeUndefined()
  server.fetch([ONE, TWO])
  say(FIRST, 'unreachable')
  expect(server.state).toMatchObject({ kind: 'failed' })
  say(SECOND, 'no-stream')
  expect(server.address('rtmp', ONE)).toBe(`rtmp://10.0.0.5:1935/live/${FIRST}`)
  expect(states.map(({ kind }) => kind)).toEqual(['starting', 'starting', 'failed', 'listening'])
})

test('it is away when no stream gets an answer, since the moment that was known', () => {
  const { clock, say, server } = setUp()
  server.mediaChanged({ kind: 'listening' })
  server.fetch([ONE, TWO])
  say(FIRST, 'flowing')
  say(SECOND, 'flowing')
  say(FIRST, 'ended')
  say(FIRST, 'unreachable')
  expect(server.state).toEqual({ kind: 'listening' })
  clock.now = 5000
  say(SECOND, 'unreachable')
  clock.now = 9000
  say(SECOND, 'unreachable')
  const fault = { code: 'media-server-unreachable', at: 5000, detail: '10.0.0.5' }
  expect(server.state).toEqual({ kind: 'failed', fault })
  expect(server.address('whip', ONE)).toBeUndefined()
})

test('without FFmpeg nothing comes, however well the server is', () => {
  const { say, server } = setUp()
  server.mediaChanged({ kind: 'listening' })
  server.fetch([ONE])
  say(FIRST, 'ffmpeg-missing')
  expect(server.state).toMatchObject({ kind: 'failed', fault: { code: 'ffmpeg-missing' } })
})

test('the list is told when it changes; what is not fetched any more says nothing', () => {
  const { pull, say, server } = setUp()
  server.mediaChanged({ kind: 'listening' })
  server.fetch([ONE, TWO])
  server.fetch([TWO, ONE])
  server.fetch([TWO])
  expect(pull.mock.calls.map(([pulls, ffmpeg]) => [pulls.length, ffmpeg])).toEqual([
    [2, '/opt/ffmpeg'],
    [1, '/opt/ffmpeg'],
  ])
  expect([say(FIRST, 'unreachable'), server.state.kind]).toEqual([false, 'starting'])
  say(SECOND, 'unreachable')
  server.fetch([])
  expect(server.state.kind).toBe('starting')
})

test('a media process that died knows nothing of the server any more', () => {
  const { say, server } = setUp()
  server.mediaChanged({ kind: 'listening' })
  server.fetch([ONE])
  say(FIRST, 'flowing')
  server.mediaChanged({ kind: 'failed', fault: { code: 'ingest-crashed', at: 1 } })
  expect(server.state).toMatchObject({ fault: { code: 'ingest-crashed' } })
  server.mediaChanged({ kind: 'listening' })
  expect(server.state).toEqual({ kind: 'starting' })
})
