import { isJsonObject, type JsonObject } from '@protocol/dji/field-reader'
import { isDock, readFault } from '../scenario/read-fault'
import type { ScenarioStep } from '../scenario/scenario-step'

/** What whoever runs the simulator can ask of it while it runs. */
export type Order =
  | { kind: 'fault'; fault: Pick<ScenarioStep, 'dock' | 'fault' | 'value'> }
  /** Every fault of a dock, or of all, off. */
  | { kind: 'clear'; dock?: number | string }

export interface ReadOrder {
  /** As given, to tell answers apart; undefined when there was none. */
  id: number | string | undefined
  order: Order | { problem: string }
}

const KEYS = ['id', 'dock', 'fault', 'value', 'on', 'clear']

/** Reads `{ id?, fault, value?, on?, dock? }` or `{ id?, clear: true, dock? }`. */
export function readOrder(line: string): ReadOrder {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return { id: undefined, order: { problem: 'not JSON' } }
  }
  if (!isJsonObject(given)) return { id: undefined, order: { problem: 'not an object' } }
  const { id } = given
  const known = typeof id === 'number' || (typeof id === 'string' && id.length <= 64)
  return { id: known ? id : undefined, order: orderOf(given) }
}

function orderOf(fields: JsonObject): Order | { problem: string } {
  const strange = Object.keys(fields).find((key) => !KEYS.includes(key))
  if (strange !== undefined) return { problem: `"${strange}" is not known` }
  const { dock, clear, on = true } = fields
  if (dock !== undefined && !isDock(dock))
    return { problem: '"dock" takes a number from 1 or a serial number' }
  const to = dock === undefined ? {} : { dock }
  if (clear === true) return { kind: 'clear', ...to }
  if (clear !== undefined) return { problem: '"clear" takes true' }
  if (typeof on !== 'boolean') return { problem: '"on" takes true or false' }
  const fault = readFault(fields['fault'], fields['value'])
  if (typeof fault === 'string') return { problem: fault }
  return {
    kind: 'fault',
    fault: { ...to, fault: fault.name, value: on ? fault.value : undefined },
  }
}
