import type { MediaReport, MediaRequest } from '@shared/media-contract'
import type { IngestState } from '@shared/site'
import { describe, expect, test } from 'vitest'
import type { MediaChild } from './media-child'
import { MediaProcess } from './media-process'

class FakePort {
  closed = false
  close(): void {
    this.closed = true
  }
}

let nextPid = 100

class FakeChild implements MediaChild<FakePort> {
  readonly heard: MediaRequest[] = []
  readonly ports: FakePort[] = []
  killed = false
  readonly pid = nextPid++
  private readonly messages: ((message: unknown) => void)[] = []
  private readonly exits: ((code: number) => void)[] = []

  postMessage(message: MediaRequest, ports: FakePort[] = []): void {
    this.heard.push(message)
    this.ports.push(...ports)
  }
  on(event: 'message', listener: (message: unknown) => void): void
  on(event: 'exit', listener: (code: number) => void): void
  on(event: string, listener: ((message: unknown) => void) & ((code: number) => void)): void {
    if (event === 'message') this.messages.push(listener)
    else this.exits.push(listener)
  }
  report(report: unknown): void {
    for (const listener of this.messages) listener(report)
  }
  exit(code: number): void {
    for (const listener of this.exits) listener(code)
  }
}

const setUp = () => {
  const children: FakeChild[] = []
  const clock = { now: 1000 }
  let timers: { at: number; act: () => void }[] = []
  const media = new MediaProcess<FakePort>({
    fork: () => {
      const child = new FakeChild()
      children.push(child)
      return child
    },
    kill: (pid) => {
      for (const child of children) if (child.pid === pid) child.killed = true
    },
    now: () => clock.now,
    schedule: (act, ms) => {
      const timer = { at: clock.now + ms, act }
      timers.push(timer)
      return () => (timers = timers.filter((each) => each !== timer))
    },
  })
  const pass = (ms: number) => {
    clock.now += ms
    const due = timers.filter(({ at }) => at <= clock.now)
    timers = timers.filter(({ at }) => at > clock.now)
    for (const { act } of due) act()
  }
  const states: IngestState[] = []
  media.onState((state) => states.push(state))
  const last = () => {
    const child = children.at(-1)
    if (!child) throw new Error('nothing was started')
    return child
  }
  return { media, children, last, pass, states, timers: () => timers.length }
}
const PLACE = { host: '0.0.0.0', port: 1935 }
const STREAMS = [{ stream: 'one', key: 'k' }]

describe('MediaProcess', () => {
  test('starts, tells the streams and the place, and says when it listens', () => {
    const { media, last, states } = setUp()
    media.expect(STREAMS)
    media.start(PLACE)
    expect(last().heard).toEqual([
      { kind: 'expect', streams: STREAMS },
      { kind: 'listen', ...PLACE },
    ])
    last().report({ kind: 'listening', ingest: 'rtmp', port: 1935 })
    expect(states).toEqual([{ kind: 'starting' }, { kind: 'listening', port: 1935 }])
    media.start({ host: '0.0.0.0', port: 1936 })
    expect(last().heard.at(-1)).toEqual({ kind: 'listen', host: '0.0.0.0', port: 1936 })
  })

  test('a dead process comes back with growing pauses and knows everything again', () => {
    const { media, children, last, pass, states } = setUp()
    media.start(PLACE)
    media.expect(STREAMS)
    last().exit(139)
    expect(states.at(-1)).toMatchObject({ kind: 'failed', fault: { code: 'ingest-crashed' } })
    const pauses = [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]
    for (const [at, pause] of pauses.entries()) {
      pass(pause - 1)
      expect(children).toHaveLength(at + 1)
      pass(1)
      expect(children).toHaveLength(at + 2)
      expect(last().heard[0]).toEqual({ kind: 'expect', streams: STREAMS })
      last().exit(1)
    }
    pass(10_000)
    pass(60_000)
    last().exit(1)
    pass(200)
    expect(children).toHaveLength(pauses.length + 3)
  })

  test('a port goes to the process, and is closed while there is none', () => {
    const { media, last } = setUp()
    media.start(PLACE)
    const port = new FakePort()
    media.open({ subscription: 'a', stream: 'one', format: 'units' }, port)
    expect(last().heard.at(-1)).toEqual({
      kind: 'open',
      subscription: 'a',
      stream: 'one',
      format: 'units',
    })
    expect([last().ports, port.closed]).toEqual([[port], false])
    last().exit(1)
    const early = new FakePort()
    media.open({ subscription: 'b', stream: 'one', format: 'flv' }, early)
    expect(early.closed).toBe(true)
  })

  test('a busy port is tried again without a new process', () => {
    const { media, children, last, pass, states } = setUp()
    media.start(PLACE)
    const busy = {
      kind: 'listen-failed',
      ingest: 'rtmp',
      code: 'ingest-port-busy',
      detail: '0.0.0.0:1935',
    }
    last().report(busy)
    expect(states.at(-1)).toMatchObject({ kind: 'failed', fault: { code: 'ingest-port-busy' } })
    pass(200)
    last().report(busy)
    pass(400)
    expect(last().heard.filter(({ kind }) => kind === 'listen')).toHaveLength(3)
    last().report({ kind: 'listening', ingest: 'rtmp', port: 1935 })
    expect(media.state).toEqual({ kind: 'listening', port: 1935 })
    expect(children).toHaveLength(1)
  })

  test('stops: asks, kills who does not listen, and is done when the process is gone', async () => {
    const { media, last, pass, states } = setUp()
    media.start(PLACE)
    const child = last()
    let gone = false
    const stopped = media.stop().then(() => (gone = true))
    expect(child.heard.at(-1)).toEqual({ kind: 'stop' })
    expect(states.at(-1)).toEqual({ kind: 'off' })
    pass(1000)
    await Promise.resolve()
    expect([child.killed, gone]).toEqual([true, false])
    child.exit(0)
    await stopped
    await media.stop()
  })

  test('a start while the old process ends is a new process, which the old one cannot disturb', async () => {
    const { media, children, last, states, timers } = setUp()
    media.start(PLACE)
    const first = last()
    const stopped = media.stop()
    media.start(PLACE)
    first.exit(0)
    first.report({ kind: 'listening', port: 1 })
    await stopped
    expect(children).toHaveLength(2)
    expect(states.at(-1)).toEqual({ kind: 'starting' })
    const second = last()
    const ended = media.stop()
    second.exit(0)
    await ended
    expect([second.killed, timers()]).toEqual([false, 0])
    expect(media.state).toEqual({ kind: 'off' })
  })

  test('one that hangs is ended and started again', () => {
    const { media, children, last, pass, states } = setUp()
    media.start(PLACE)
    last().report({ kind: 'listening', ingest: 'rtmp', port: 1935 })
    for (let second = 0; second < 60; second++) {
      pass(1000)
      last().report({ kind: 'meters', meters: {} })
    }
    for (let second = 0; second < 5; second++) pass(1000)
    expect(last().killed).toBe(false)
    pass(1000)
    expect(last().killed).toBe(true)
    last().exit(9)
    const fault = { code: 'ingest-crashed', detail: 'timeout' }
    expect(states.at(-1)).toMatchObject({ kind: 'failed', fault })
    pass(200)
    expect(children).toHaveLength(2)
    last().exit(7)
    expect(states.at(-1)).toMatchObject({ fault: { detail: '7' } })
  })

  test('a machine that slept has not heard it either', () => {
    const { media, last, pass } = setUp()
    media.start(PLACE)
    last().report({ kind: 'listening', ingest: 'rtmp', port: 1935 })
    for (let time = 0; time < 4; time++) pass(3_600_000)
    last().report({ kind: 'meters', meters: {} })
    pass(3_600_000)
    expect(last().killed).toBe(false)
  })

  test('one that never begins to speak is given longer', async () => {
    const { media, last, pass, timers } = setUp()
    media.start(PLACE)
    for (let second = 0; second < 30; second++) pass(1000)
    expect(last().killed).toBe(false)
    pass(1000)
    expect(last().killed).toBe(true)
    const stopped = media.stop()
    last().exit(9)
    await stopped
    expect(timers()).toBe(0)
  })

  test('passes reports on and nothing else', () => {
    const { media, last } = setUp()
    const reports: MediaReport[] = []
    const off = media.onReport((report) => reports.push(report))
    media.start(PLACE)
    for (const message of [null, 7, {}, { kind: 'unit' }]) last().report(message)
    const meters = { kind: 'meters', meters: {} } as const
    last().report(meters)
    off()
    last().report(meters)
    expect(reports).toEqual([meters])
  })

  test('without a place it runs and listens for nobody', () => {
    const { last, media, pass, states } = setUp()
    media.start()
    last().report({ kind: 'meters', meters: {} })
    last().report({ kind: 'meters', meters: {} })
    expect(last().heard).toEqual([{ kind: 'expect', streams: [] }])
    expect(states).toEqual([{ kind: 'starting' }, { kind: 'listening' }])
    last().exit(1)
    pass(10_000)
    last().report({ kind: 'meters', meters: {} })
    expect(media.state).toEqual({ kind: 'listening' })
  })

  test('what is fetched is told, and told again after a restart', () => {
    const { children, last, media, pass } = setUp()
    const source = { by: 'rtmp', url: 'rtmp://a/live/one' } as const
    const pulls = [{ stream: 'one', sources: [source] }]
    media.pull(pulls, '/opt/ffmpeg')
    media.start()
    media.pullAgain('one')
    const told = { kind: 'pull', pulls, ffmpeg: '/opt/ffmpeg' }
    expect(last().heard.slice(1)).toEqual([told, { kind: 'pull-again', stream: 'one' }])
    last().exit(1)
    pass(10_000)
    expect(children).toHaveLength(2)
    expect(last().heard.slice(1)).toEqual([told])
  })
})
