import { isJsonObject } from '@protocol/dji/field-reader'
import { isDock, readFault } from './read-fault'
import type { ScenarioStep } from './scenario-step'

const MAX_BYTES = 1024 * 1024
const MAX_STEPS = 10_000
const MAX_PROBLEMS = 10
const MAX_SECONDS = 31 * 24 * 3600
const KEYS = ['at', 'dock', 'fault', 'value', 'on', 'for']

export type ReadScenario = { steps: ScenarioStep[] } | { problems: string[] }

/**
 * Reads a scenario: a JSON list of `{ at, dock?, fault, value?, on?, for? }`.
 * @returns the steps in the order of their times, or a sentence for each step that is wrong.
 */
export function readScenario(text: string): ReadScenario {
  if (text.length > MAX_BYTES) return { problems: ['the scenario is larger than 1 MiB'] }
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    return { problems: [`the scenario is not JSON: ${String(error)}`] }
  }
  if (!Array.isArray(list)) return { problems: ['the scenario is not a list of steps'] }
  if (list.length > MAX_STEPS) return { problems: [`more than ${MAX_STEPS} steps`] }
  const read = list.map((step: unknown, index) => readStep(step, `step ${index + 1}`))
  const problems = read.filter((step) => typeof step === 'string')
  if (problems.length > 0) return { problems: problems.slice(0, MAX_PROBLEMS) }
  const steps = read.filter((step) => typeof step !== 'string')
  return { steps: steps.sort((a, b) => a.at - b.at) }
}

/** A step, or what is wrong with it. */
function readStep(given: unknown, name: string): ScenarioStep | string {
  if (!isJsonObject(given)) return `${name} is not an object`
  const strange = Object.keys(given).find((key) => !KEYS.includes(key))
  if (strange !== undefined) return `${name} has "${strange}"; it takes ${KEYS.join(', ')}`
  const { at, dock, on = true, for: lasts } = given
  if (!isSeconds(at, 0)) return `${name}: "at" takes seconds from the start`
  if (dock !== undefined && !isDock(dock))
    return `${name}: "dock" takes a number from 1 or a serial number`
  if (typeof on !== 'boolean') return `${name}: "on" takes true or false`
  if (lasts !== undefined && !isSeconds(lasts, 0.1)) return `${name}: "for" takes seconds`
  if (!on && lasts !== undefined) return `${name}: "for" is for a fault that is switched on`
  const fault = readFault(given['fault'], given['value'])
  if (typeof fault === 'string') return `${name}: ${fault}`
  return {
    at,
    ...(dock === undefined ? {} : { dock }),
    fault: fault.name,
    value: on ? fault.value : undefined,
    ...(lasts === undefined ? {} : { lasts }),
  }
}

const isSeconds = (value: unknown, least: number): value is number =>
  typeof value === 'number' && value >= least && value <= MAX_SECONDS
