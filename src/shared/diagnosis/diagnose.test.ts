import { describe, expect, test } from 'vitest'
import { diagnose } from './diagnose'
import type { PlayerEvidence, StreamEvidence } from './evidence'
import type { CauseCode, LegName, Remedy, Verdict } from './finding'
import {
  AIRCRAFT,
  DOCK,
  healthy,
  idle,
  meter,
  NOW,
  unstarted,
  watching,
} from './fixtures/sample-evidence'

/** One letter a leg: ok, Broken, ? not known, - not needed. */
const LETTERS: Record<Verdict, string> = { ok: 'o', broken: 'B', unknown: '?', 'not-needed': '-' }

type Answer = [legs: string, leg: LegName, code: CauseCode, remedy: Remedy]
const answerOf = (evidence: StreamEvidence, player?: PlayerEvidence): unknown[] => {
  const { cause, legs } = diagnose(evidence, player)
  const letters = legs.map(({ verdict }) => LETTERS[verdict]).join('')
  return [letters, cause?.leg, cause?.code, cause?.remedy]
}
const wait = { kind: 'wait' } as const
const tryNow = { kind: 'try-now' } as const
const refused = (code: number, faultCode: 'dji-protocol-refused' | 'dji-network') => ({
  at: NOW - 6000,
  pending: false,
  reply: {
    kind: 'refused' as const,
    at: NOW - 5000,
    fault: { code: faultCode, at: NOW - 5000, dji: code },
  },
})

const FAULTS: [string, StreamEvidence, PlayerEvidence, Answer][] = [
  [
    '1 the broker is down',
    unstarted({
      mode: 'external',
      link: {
        kind: 'down',
        since: NOW - 9000,
        retryAt: NOW + 1000,
        attempt: 4,
        fault: { code: 'broker-unreachable', at: NOW - 9000, detail: 'mqtt.site:1883' },
      },
      state: { kind: 'waiting', for: 'link', since: NOW - 9000 },
    }),
    idle(),
    ['B???????', 'broker', 'link-down', { kind: 'settings', page: 'external' }],
  ],
  [
    '2 the gateway is offline',
    unstarted({
      gateway: { sn: DOCK, presence: 'offline', lastSeen: NOW - 95_000 },
      state: { kind: 'waiting', for: 'gateway', since: NOW - 35_000 },
    }),
    idle(),
    ['oB??????', 'gateway', 'gateway-offline', wait],
  ],
  [
    '3 the aircraft is off',
    unstarted({
      aircraft: { sn: AIRCRAFT, state: 'off' },
      camera: 'missing',
      state: { kind: 'waiting', for: 'aircraft', since: NOW - 35_000 },
    }),
    idle(),
    ['ooB?????', 'aircraft', 'aircraft-off', wait],
  ],
  [
    '4 the camera is not in the capacity',
    unstarted({ camera: 'missing', state: { kind: 'waiting', for: 'camera', since: NOW - 4000 } }),
    idle(),
    ['ooB?????', 'aircraft', 'camera-missing', wait],
  ],
  [
    '5 the dock refuses with 513013',
    unstarted({ start: refused(513_013, 'dji-protocol-refused') }),
    idle(),
    ['oooB????', 'reply', 'start-refused', tryNow],
  ],
  [
    '6 the reply is lost',
    unstarted({
      start: { at: NOW - 24_000, pending: false, reply: { kind: 'lost', at: NOW - 4000 } },
    }),
    idle(),
    ['oooB????', 'reply', 'start-unanswered', tryNow],
  ],
  [
    '7 accepted, but no publisher',
    unstarted({
      start: { at: NOW - 17_000, pending: false, reply: { kind: 'accepted', at: NOW - 16_000 } },
      state: { kind: 'accepted', since: NOW - 16_000 },
    }),
    idle(),
    ['ooooB???', 'publisher', 'publisher-missing', { kind: 'settings', page: 'ingest' }],
  ],
  [
    '8 a publisher with the wrong key is refused',
    unstarted({
      start: { at: NOW - 5000, pending: false, reply: { kind: 'accepted', at: NOW - 4000 } },
      refusal: { reason: 'key-wrong', remote: '10.20.0.31', at: NOW - 2500 },
      state: { kind: 'accepted', since: NOW - 4000 },
    }),
    idle(),
    ['ooooB???', 'publisher', 'publisher-refused', tryNow],
  ],
  [
    '9 a publisher without media',
    healthy({
      publisher: { event: 'started', at: NOW - 10_500, reason: '10.20.0.31' },
      meter: meter({ lastUnit: 0, lastKey: 0, fps: 0, bitrate: 0 }),
      state: { kind: 'accepted', since: NOW - 11_000 },
    }),
    idle(),
    ['oooooB??', 'units', 'units-silent', tryNow],
  ],
  [
    '10 units that cannot be decoded',
    healthy(),
    watching({ decoded: 0, painted: 0, ageMs: -1, fault: 'stream-undecodable' }),
    ['ooooooB?', 'decoder', 'decoder-fault', { kind: 'player', player: 'smooth' }],
  ],
  [
    'a picture that stands still',
    healthy(),
    watching({ fault: 'picture-frozen' }),
    ['oooooooB', 'screen', 'screen-frozen', tryNow],
  ],
  [
    'a black picture',
    healthy(),
    watching({ fault: 'picture-black' }),
    ['oooooooB', 'screen', 'screen-black', wait],
  ],
  [
    'the window is hidden',
    healthy(),
    { ...watching({ at: NOW - 60_000 }), visible: false },
    ['oooooo-B', 'screen', 'screen-hidden', wait],
  ],
]

describe('the first broken leg', () => {
  test.each(FAULTS)('%s', (_name, evidence, player, answer) => {
    expect(answerOf(evidence, player)).toEqual(answer)
  })

  test('is none when new pictures are on screen', () => {
    const diagnosis = diagnose(healthy(), watching())
    expect(diagnosis.legs.map(({ verdict }) => verdict)).toEqual(Array(8).fill('ok'))
    expect(diagnosis).toMatchObject({ showing: true })
    expect(diagnosis.cause).toBeUndefined()
  })

  test('carries the words of its fault and the time of its evidence', () => {
    const diagnosis = diagnose(
      unstarted({ start: refused(513_013, 'dji-protocol-refused') }),
      idle(),
    )
    expect(diagnosis.cause?.fault).toMatchObject({ code: 'dji-protocol-refused', dji: 513_013 })
    expect(diagnosis.legs.find(({ leg }) => leg === 'reply')?.at).toBe(NOW - 5000)
  })
})

describe('what is not the cause', () => {
  test('a broker that is down while pictures arrive: said, but only when the picture is well', () => {
    const fault = { code: 'broker-lost', at: NOW - 500 } as const
    const link = { kind: 'down', since: NOW - 500, retryAt: NOW, attempt: 1, fault } as const
    expect(diagnose(healthy({ link }), watching())).toMatchObject({
      showing: true,
      cause: { code: 'link-down', remedy: wait },
    })
    const stuck = watching({ decoded: 0, painted: 0, fault: 'decoder-stuck' })
    expect(diagnose(healthy({ link }), stuck).cause?.code).toBe('decoder-fault')
  })

  test('an old refusal once the dock streams to us all the same', () => {
    const evidence = healthy({ start: refused(513_010, 'dji-network') })
    expect(answerOf(evidence, watching())).toEqual(['ooo-oooo', undefined, undefined, undefined])
  })

  test('no request at all for a stream that was adopted', () => {
    const { start: _, ...adopted } = healthy()
    expect(answerOf(adopted, watching())[0]).toBe('ooo-oooo')
  })

  test('an aircraft for the camera of the dock itself', () => {
    const { aircraft: _, ...ofDock } = healthy()
    expect(answerOf(ofDock, watching())[0]).toBe('oo-ooooo')
  })

  test('anything but the stop of a tile that is stopped', () => {
    const evidence = unstarted({
      wanted: false,
      state: { kind: 'off' },
      link: { kind: 'connecting', since: NOW - 200 },
    })
    expect(answerOf(evidence)).toEqual(['???B????', 'reply', 'start-stopped', { kind: 'start' }])
  })
})

describe('a start under way', () => {
  test('is waited for leg by leg', () => {
    const asked = unstarted({ start: { at: NOW - 800, pending: true } })
    expect(answerOf(asked, idle())).toEqual(['ooo?????', 'reply', 'start-asked', wait])
    const reply = { kind: 'accepted', at: NOW - 700 } as const
    const accepted = unstarted({ start: { at: NOW - 1500, pending: false, reply } })
    expect(answerOf(accepted, idle())).toEqual(['oooo????', 'publisher', 'publisher-awaited', wait])
    const publisher = { event: 'started', at: NOW - 400, reason: '10.20.0.31' } as const
    const opening = { ...accepted, publisher, meter: meter({ lastUnit: 0, lastKey: 0 }) }
    expect(answerOf(opening, idle())).toEqual(['ooooo???', 'units', 'units-awaited', wait])
    expect(answerOf(healthy(), idle())).toEqual([
      'oooooo??',
      'decoder',
      'decoder-unconfigured',
      wait,
    ])
  })

  test('again does not hide the refusal before it', () => {
    const start = { ...refused(513_010, 'dji-network'), at: NOW - 300, pending: true }
    expect(answerOf(unstarted({ start }), idle())).toEqual([
      'oooB????',
      'reply',
      'start-refused',
      { kind: 'settings', page: 'ingest' },
    ])
  })
})

describe('a stream that breaks', () => {
  test('silent media is still the answer when the ingest has closed the connection for it', () => {
    const evidence = healthy({
      publisher: { event: 'ended', at: NOW - 1000, reason: 'silent' },
      lastFault: { code: 'media-silent', at: NOW - 1000 },
    })
    expect(answerOf(evidence, idle()).slice(1)).toEqual(['units', 'units-silent', tryNow])
  })

  test('a dock that leaves, a short gap, a missing key frame, garbage', () => {
    const left = { event: 'ended', at: NOW - 3000, reason: 'peer-closed' } as const
    expect(answerOf(healthy({ publisher: left }), idle())[2]).toBe('publisher-left')
    const gap = healthy({ meter: meter({ lastUnit: NOW - 5000 }) })
    expect(answerOf(gap, watching({ decoded: 0, painted: 0, ageMs: 5100 }))[2]).toBe(
      'units-stopped',
    )
    expect(answerOf(healthy({ meter: meter({ lastKey: 0 }) }), idle())[2]).toBe('units-keyless')
    const garbage = healthy({ meter: meter({ lastUnit: 0, lastKey: 0, dropped: 212 }) })
    expect(answerOf(garbage, idle())[2]).toBe('units-unreadable')
  })

  test('a smooth player that is late is told to be now, a late now to lower the quality', () => {
    const late = { ageMs: 4100 }
    expect(answerOf(healthy(), watching(late, 'smooth'))[3]).toEqual({
      kind: 'player',
      player: 'now',
    })
    expect(answerOf(healthy(), watching(late))[3]).toEqual({ kind: 'quality' })
  })

  test('a demo offers no settings', () => {
    const fault = { code: 'ingest-port-busy', at: NOW - 100 } as const
    const ingest = { kind: 'failed', fault } as const
    const { publisher: _, ...evidence } = healthy({ ingest })
    expect(answerOf(evidence, idle())[3]).toEqual({ kind: 'settings', page: 'ingest' })
    expect(answerOf({ ...evidence, mode: 'demo' }, idle())[3]).toEqual(wait)
  })
})
