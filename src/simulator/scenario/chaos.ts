import { seededRandom } from '../camera-page/random'
import type { FaultName } from '../fault-switches'
import type { ScenarioStep } from './scenario-step'

export interface Chaos {
  seed: number
  /** Faults a minute of all docks together. */
  perMinute: number
}

/** What may happen to a dock, with the values that are drawn from. */
const DRAWN: readonly (readonly [FaultName, readonly string[]])[] = [
  ['drop-mqtt', ['0']],
  ['power-cycle', ['0']],
  ['aircraft-cycle', ['0']],
  ['push-drop', ['0', '5']],
  ['push-dead', ['0']],
  ['media-silent', ['0']],
  ['media-frozen', ['0']],
  ['timestamp-jump', ['5000', '-5000', '3600000']],
  ['resolution-change', ['0', '5']],
  ['congestion', ['0', '10']],
  ['media-download', ['']],
  ['reply-lost', ['0', '1']],
  ['reply-late', ['5000', '25000']],
  ['wrong-tid', ['0', '1']],
  ['code', ['513003', '513006', '513008', '513009', '513010', '513015', '513017']],
  ['duplicate', ['']],
]
const SHORTEST = 5
const LONGEST = 40

/**
 * Faults at random times on random docks, without end. The same seed, rate and number of docks
 * give the same faults each time.
 */
export function* chaosSteps({ seed, perMinute }: Chaos, docks: number): Generator<ScenarioStep> {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  for (let at = 0; ;) {
    at += (-Math.log(1 - random()) * 60) / perMinute
    const [fault, values] = pick(DRAWN) ?? ['duplicate', ['']]
    yield {
      at: Math.round(at * 10) / 10,
      dock: 1 + Math.floor(random() * docks),
      fault,
      value: pick(values) ?? '',
      lasts: Math.round(SHORTEST + random() * (LONGEST - SHORTEST)),
    }
  }
}
