import { checkFault } from '../fault-switches'

/** A fault and its value as JSON gives them, or what is wrong. */
export function readFault(name: unknown, value: unknown) {
  if (typeof name !== 'string') return '"fault" takes the name of a fault; --help lists them'
  if (value !== undefined && typeof value !== 'string' && typeof value !== 'number')
    return '"value" takes a text or a number'
  const fault = checkFault(name, value === undefined ? undefined : String(value))
  if (!('problem' in fault)) return fault
  return fault.problem.startsWith('=')
    ? `"${name}" ${fault.problem.slice(name.length + 2)}`
    : `"fault" ${fault.problem}`
}

/** Whether a value says which dock. */
export const isDock = (dock: unknown): dock is number | string =>
  typeof dock === 'number'
    ? Number.isInteger(dock) && dock >= 1
    : typeof dock === 'string' && /^\w{1,64}$/.test(dock)
