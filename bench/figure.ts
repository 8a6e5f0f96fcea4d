/** One measured number. */
export interface Figure {
  /** What was measured, in words. */
  name: string
  value: number
  unit: 'ms' | 'core' | 'MiB' | '%' | 'times' | 'Mbit/s' | 'freezes' | 'pictures'
  /** What it is to reach, for example `at most 500`; absent for a number that only informs. */
  goal?: { most: number } | { least: number }
}

/** A scenario's outcome: figures, or why there are none. */
export type Outcome = { figures: Figure[] } | { skipped: string }

export const reached = ({ value, goal }: Figure): boolean =>
  goal === undefined || ('most' in goal ? value <= goal.most : value >= goal.least)

/** The table a person reads at a glance: `ok` or `MISSED` beside each number with a goal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    shown(figure.value),
    figure.unit,
    figure.goal === undefined ? '' : wanted(figure.goal),
    figure.goal === undefined ? '' : reached(figure) ? 'ok' : 'MISSED',
  ])
  const widths = [0, 1, 2, 3].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const wanted = (goal: NonNullable<Figure['goal']>): string =>
  'most' in goal ? `at most ${shown(goal.most)}` : `at least ${shown(goal.least)}`

const shown = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  return Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(value < 1 ? 3 : 2)
}
