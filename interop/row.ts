/** One line of the table. */
export interface Row {
  name: string
  version: string
  answerMs?: number | undefined
  firstMs?: number | undefined
  pictures?: number | undefined
  /** What was wrong; empty when nothing was. */
  failures: string[]
  /** Why it was not tried. */
  skipped?: string
}

const HEAD = ['other side', 'version', 'answer ms', 'first unit ms', 'pictures', 'result']
const NUMBERS = [2, 3, 4]

/** What a person reads at the end. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)]
  const widths = HEAD.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const padded = (cell: string, at: number): string =>
    NUMBERS.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)
  return lines.map((line) => line.map(padded).join('  ').trimEnd()).join('\n')
}

function cellsOf({ name, version, answerMs, firstMs, pictures, failures, skipped }: Row): string[] {
  const whole = (value: number | undefined): string => value?.toFixed(0) ?? '–'
  const result = failures.length === 0 ? 'ok' : `FAILED: ${failures.join('; ')}`
  return [
    name,
    version,
    whole(answerMs),
    whole(firstMs),
    whole(pictures),
    skipped === undefined ? result : `SKIPPED: ${skipped}`,
  ]
}
