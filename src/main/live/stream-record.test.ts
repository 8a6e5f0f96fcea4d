import { describe, expect, test, vi } from 'vitest'
import type { PullOutcome } from '@shared/media-server'
import type { ServiceReply } from './live-control-deps'
import { StreamRecord } from './stream-record'

const VIDEO = '7CTDM4000B4Z1K/165-0-7/normal-0'
const STREAM = '7CTDM4000B4Z1K_165-0-7_normal-0'
const GATEWAY = '7CTDM4000B4Z1K'
const START = {
  method: 'live_start_push',
  data: { url_type: 1, url: 'rtmp://secret', video_id: VIDEO, video_quality: 0 },
}

function recording() {
  let now = 1000
  let settle: (reply: ServiceReply) => void = () => {}
  const record = new StreamRecord(() => now)
  const request = vi.fn(() => new Promise<ServiceReply>((done) => (settle = done)))
  const ask = record.noting(request)
  return {
    record,
    request,
    ask: (message = START) => ask(GATEWAY, message),
    answer: (reply: ServiceReply) => settle(reply),
    at: (time: number) => (now = time),
  }
}

describe('the record of a stream', () => {
  test('notes a start, its reply in our words, and that the next is under way', async () => {
    const { record, ask, answer, at } = recording()
    const first = ask()
    expect(record.of(VIDEO).start).toEqual({ at: 1000, pending: true })
    at(1600)
    answer({ kind: 'reply', result: 513_013, at: 1600 })
    await first
    const reply = {
      kind: 'refused',
      at: 1600,
      fault: { code: 'dji-protocol-refused', at: 1600, dji: 513_013 },
    }
    expect(record.of(VIDEO).start).toEqual({ at: 1000, pending: false, reply })
    at(4000)
    const second = ask()
    expect(record.of(VIDEO).start).toEqual({ at: 4000, pending: true, reply })
    at(4300)
    answer({ kind: 'reply', result: 0, at: 4300 })
    await second
    expect(record.of(VIDEO).start?.reply).toEqual({ kind: 'accepted', at: 4300 })
  })

  test('a start that is seen done without a reply counts as accepted', async () => {
    const { record, ask, answer } = recording()
    const asked = ask()
    answer({ kind: 'seen' })
    expect(await asked).toEqual({ kind: 'seen' })
    expect(record.of(VIDEO).start?.reply).toEqual({ kind: 'accepted', at: 1000 })
  })

  test.each(['timeout', 'link-down'] as const)('a start that ends by %s is lost', async (kind) => {
    const { record, ask, answer } = recording()
    const asked = ask()
    answer({ kind })
    expect(await asked).toEqual({ kind })
    expect(record.of(VIDEO).start?.reply).toEqual({ kind: 'lost', at: 1000 })
  })

  test('passes other requests on and notes nothing', async () => {
    const { record, request, ask, answer } = recording()
    const asked = ask({ ...START, method: 'live_stop_push' })
    answer({ kind: 'reply', result: 0, at: 1000 })
    await asked
    expect(request).toHaveBeenCalledOnce()
    expect(record.of(VIDEO)).toEqual({})
  })

  test('keeps no address', async () => {
    const { record, ask, answer } = recording()
    const asked = ask()
    answer({ kind: 'reply', result: 0, at: 1000 })
    await asked
    expect(JSON.stringify(record.of(VIDEO))).not.toContain('secret')
  })

  test('knows the last publisher, who was turned away, and that a lost ingest ends all', () => {
    const { record, at } = recording()
    const started = { kind: 'publisher', stream: STREAM, event: 'started' } as const
    record.reported({ ...started, by: 'whip', reason: '10.0.0.2' })
    record.reported({ kind: 'refused', reason: 'key-wrong', remote: '10.0.0.3', count: 2 })
    expect(record.of(VIDEO).refusal).toBeUndefined()
    const refused = { kind: 'refused', reason: 'key-wrong', remote: '10.0.0.3', count: 2 } as const
    record.reported({ ...refused, stream: STREAM })
    at(2000)
    record.ingestLost('rtmp')
    expect(record.of(VIDEO).publisher).toMatchObject({ event: 'started', by: 'whip' })
    record.ingestLost('whip')
    expect(record.of(VIDEO)).toEqual({
      publisher: { event: 'ended', reason: 'server-stopped', at: 2000, by: 'whip' },
      refusal: { reason: 'key-wrong', remote: '10.0.0.3', at: 1000 },
    })
  })

  test('the end of a publisher that was taken over on the other ingest is not its end', () => {
    const { record } = recording()
    const report = { kind: 'publisher', stream: STREAM, reason: 'x' } as const
    record.reported({ ...report, event: 'started', by: 'rtmp' })
    record.reported({ ...report, event: 'started', by: 'whip' })
    record.reported({ ...report, event: 'ended', by: 'rtmp' })
    expect(record.of(VIDEO).publisher).toMatchObject({ event: 'started', by: 'whip' })
  })

  test('pictures that are fetched stand for a publisher that nobody here can see', () => {
    const { record } = recording()
    const pulled = (outcome: PullOutcome): void =>
      record.reported({ kind: 'pulled', stream: STREAM, by: 'whep', outcome, detail: '' })
    pulled('no-stream')
    expect(record.of(VIDEO)).toMatchObject({ pulled: { by: 'whep', outcome: 'no-stream' } })
    expect(record.of(VIDEO)).not.toHaveProperty('publisher')
    pulled('flowing')
    expect(record.of(VIDEO).publisher).toMatchObject({ event: 'started' })
    pulled('unreachable')
    expect(record.of(VIDEO).publisher).toMatchObject({ event: 'ended' })
    pulled('flowing')
    record.ingestLost()
    expect(record.of(VIDEO).publisher).toMatchObject({ event: 'ended', reason: 'server-stopped' })
  })

  test('remembers a failure until the stream is live again', () => {
    const { record } = recording()
    const fault = { code: 'media-silent', at: 900 } as const
    const status = { videoId: VIDEO, confirmed: {}, pending: [] }
    record.changed([{ ...status, state: { kind: 'retrying', at: 3000, attempt: 2, fault } }])
    record.changed([{ ...status, state: { kind: 'accepted', since: 3000 } }])
    expect(record.of(VIDEO).lastFault).toBe(fault)
    record.changed([{ ...status, state: { kind: 'live', since: 4000, adopted: false } }])
    expect(record.of(VIDEO)).toEqual({})
  })

  test('is bounded: the oldest stream is forgotten', () => {
    const { record } = recording()
    for (let number = 0; number < 600; number++)
      record.reported({
        kind: 'publisher',
        stream: `D${number}_1-0-0_n-0`,
        event: 'started',
        reason: '',
        by: 'rtmp',
      })
    expect(record.of('D0/1-0-0/n-0')).toEqual({})
    expect(record.of('D599/1-0-0/n-0').publisher?.event).toBe('started')
  })
})
