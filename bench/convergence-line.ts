import { converged, type Convergence } from './convergence'

const WIDTHS = [42, 7, 7, 7, 7, 7]

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)))
    .join('')

const seconds = (ms: number | undefined): string =>
  ms === undefined ? '–' : (Math.max(0, ms) / 1000).toFixed(1)

export const convergenceHead = (): string =>
  line(['fault', 'lasted', 'live', 'bound', 'asked', 'most/s'])

/** One fault as a line of the table: seconds, requests, and MISSED where it took too long. */
export function convergenceLine(row: Convergence): string {
  const { fault, lasted, live, bound, requests, mostInASecond, problem } = row
  const cells = [fault, seconds(lasted), seconds(live), seconds(bound)]
  const verdict = converged(row) ? '' : `  MISSED ${problem ?? ''}`
  return line([...cells, String(requests), String(mostInASecond)]) + verdict
}
