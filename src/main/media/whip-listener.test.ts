import type { MediaRequest } from '@shared/media-contract'
import type { IngestState } from '@shared/site'
import { expect, test } from 'vitest'
import { WhipListener } from './whip-listener'

const PLACE = { host: '0.0.0.0', port: 1985, udp: { from: 50_000, to: 50_099 } }
const ASKED = { kind: 'listen-whip', ...PLACE }

const setUp = () => {
  const asked: MediaRequest[] = []
  const states: IngestState[] = []
  const clock = { now: 1000 }
  let timer: { act: () => void; ms: number } | undefined
  const whip = new WhipListener({
    send: (request) => asked.push(request),
    now: () => clock.now,
    schedule: (act, ms) => {
      timer = { act, ms }
      return () => (timer = undefined)
    },
  })
  whip.onState((state) => states.push(state))
  const fire = () => {
    const due = timer
    timer = undefined
    due?.act()
    return due?.ms
  }
  const busy = () =>
    whip.receive({
      kind: 'listen-failed',
      ingest: 'whip',
      code: 'whip-port-busy',
      detail: '0.0.0.0:1985',
    })
  return { whip, asked, states, clock, fire, busy }
}

test('asks when the media process runs, and again after each of its restarts', () => {
  const { whip, asked, states } = setUp()
  whip.listen(PLACE)
  expect(asked).toEqual([])
  whip.resume()
  whip.receive({ kind: 'listening', ingest: 'whip', port: 1985 })
  whip.pause('starting')
  whip.resume()
  expect(asked).toEqual([ASKED, ASKED])
  expect(states.map(({ kind }) => kind)).toEqual(['starting', 'listening', 'starting', 'starting'])
})

test('tries a busy port again with growing pauses; it stays one failure', () => {
  const { whip, asked, clock, fire, busy } = setUp()
  whip.resume()
  whip.listen(PLACE)
  const pauses: (number | undefined)[] = []
  for (let time = 0; time < 7; time++) {
    busy()
    clock.now += 1000
    pauses.push(fire())
  }
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  expect(asked).toHaveLength(8)
  busy()
  expect(whip.state).toEqual({
    kind: 'failed',
    fault: { code: 'whip-port-busy', at: 1000, detail: '0.0.0.0:1985' },
  })
  whip.receive({ kind: 'listening', ingest: 'whip', port: 1985 })
  expect(whip.state).toEqual({ kind: 'listening', port: 1985 })
})

test('turned off it says so to the media process and heeds nothing that comes late', () => {
  const { whip, asked, fire, busy } = setUp()
  whip.resume()
  whip.listen(PLACE)
  busy()
  whip.off()
  expect(asked.at(-1)).toEqual({ kind: 'unlisten-whip' })
  whip.receive({ kind: 'listening', ingest: 'whip', port: 1985 })
  expect([whip.state, fire()]).toEqual([{ kind: 'off' }, undefined])
  whip.pause('starting')
  whip.resume()
  expect([whip.state, asked.length]).toEqual([{ kind: 'off' }, 2])
})
