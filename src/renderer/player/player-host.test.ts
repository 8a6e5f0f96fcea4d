import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeCodec, FakeDecoder, FakeFrame } from './fixtures/fake-codec'
import { FakePort } from './fixtures/fake-port'
import { GLASS_MS } from './shown-age'
import { PlayerHost } from './player-host'
import type { WorkerReport } from './player-protocol'
import { sampleConfig, sampleUnit } from './fixtures/sample-units'

const A = 'A/39-0-7/normal-0'
let reports: WorkerReport[] = []
let host: PlayerHost

/** A track that counts its pictures and closes them. */
function track() {
  const shown: string[] = []
  const writable = new WritableStream<VideoFrame>({
    write(frame) {
      shown.push((frame as unknown as FakeFrame).label)
      frame.close()
    },
  })
  return { shown, target: { kind: 'track', writable } as const }
}

beforeEach(() => {
  fakeCodec()
  reports = []
  const clocks = { now: () => 5000, wall: () => 5000 }
  host = new PlayerHost(clocks, (report) => reports.push(report))
})
afterEach(() => vi.unstubAllGlobals())

describe('PlayerHost', () => {
  test('decodes a stream once for all its tiles and reports what was seen', async () => {
    const fake = new FakePort()
    const [one, two] = [track(), track()]
    host.receive({ kind: 'sink', videoId: A, sink: '1', target: one.target })
    host.receive({ kind: 'sink', videoId: A, sink: '2', target: two.target })
    host.receive({ kind: 'port', videoId: A, port: fake.port })
    fake.send({ kind: 'config', config: sampleConfig() })
    fake.send({ kind: 'unit', unit: sampleUnit('K1', 4990), replay: false })
    FakeDecoder.last.give()
    await vi.waitFor(() => expect([one.shown, two.shown]).toEqual([['K1'], ['K1']]))
    host.reportSights()
    expect(reports).toMatchObject([
      {
        kind: 'sights',
        sights: [{ videoId: A, sight: { painted: 1, decoded: 1, ageMs: 10 + GLASS_MS } }],
      },
    ])
    expect(FakeDecoder.made).toHaveLength(1)
  })

  test('gives a sign of life also without streams', () => {
    host.reportSights()
    expect(reports).toEqual([{ kind: 'sights', sights: [] }])
  })

  test('tells of a lost port', () => {
    const fake = new FakePort()
    host.receive({ kind: 'port', videoId: A, port: fake.port })
    fake.die()
    expect(reports).toEqual([{ kind: 'lost', videoId: A }])
  })

  test('a second port takes the place of the first', () => {
    const [first, second] = [new FakePort(), new FakePort()]
    host.receive({ kind: 'port', videoId: A, port: first.port })
    host.receive({ kind: 'port', videoId: A, port: second.port })
    expect(first.closed).toBe(true)
    first.die()
    expect(reports).toEqual([])
  })

  test('a forgotten stream leaves nothing behind', async () => {
    const fake = new FakePort()
    const { target } = track()
    host.receive({ kind: 'sink', videoId: A, sink: '1', target })
    host.receive({ kind: 'port', videoId: A, port: fake.port })
    fake.send({ kind: 'config', config: sampleConfig() })
    fake.send({ kind: 'unit', unit: sampleUnit('K1'), replay: false })
    FakeDecoder.last.give()
    host.receive({ kind: 'forget', videoId: A })
    await vi.waitFor(() => expect(FakeFrame.open).toBe(0))
    expect(fake.closed).toBe(true)
    expect(FakeDecoder.last.state).toBe('closed')
    host.receive({ kind: 'unsink', videoId: A, sink: '1' })
    host.reportSights()
    expect(reports).toEqual([{ kind: 'sights', sights: [] }])
  })

  test('answers for a snapshot of nothing', async () => {
    host.receive({ kind: 'snapshot', videoId: A, snapshot: 3 })
    await vi.waitFor(() => expect(reports).toEqual([{ kind: 'snapshot', snapshot: 3 }]))
  })
})
