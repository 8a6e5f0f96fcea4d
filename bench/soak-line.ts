import { KINDS } from './process-kinds'
import { totalMebibytes, type SoakSample } from './soak-sample'

const WIDTH = 8
/** Lines of the curve at the end. */
const MOST_LINES = 24

export const soakHead = (): string =>
  ['minute', 'median', 'p95', 'max ms', 'MiB', ...KINDS, 'cores', 'shown/s', 'dropped', 'alarms']
    .map((cell) => cell.padStart(WIDTH))
    .join('')

/** One sample as a line: ages in milliseconds, memory in MiB. */
export function soakLine(sample: SoakSample): string {
  const { minute, age, mebibytes, cores, shown, dropped, alarms, restarts, hiccup } = sample
  const cells = [
    minute,
    age.median,
    age.p95,
    age.max,
    totalMebibytes(sample),
    ...KINDS.map((kind) => mebibytes[kind]),
  ].map((number) => number.toFixed(0))
  const rates = [cores.toFixed(2), shown.toFixed(1), String(dropped), String(alarms)]
  const line = [...cells, ...rates].map((cell) => cell.padStart(WIDTH)).join('')
  const disturbed =
    hiccup === undefined
      ? ''
      : `  ${hiccup.kind} ${hiccup.lasted / 1000} s, live after ${hiccup.live ?? '–'} ms`
  return `${line}${disturbed}${restarts > 0 ? `  restarts ${restarts}` : ''}`
}

/** The whole soak in few lines: evenly spread samples, the last one always among them. */
export function soakCurve(samples: readonly SoakSample[]): string {
  const step = Math.max(1, Math.ceil(samples.length / MOST_LINES))
  const kept = samples.filter((_, at) => (samples.length - 1 - at) % step === 0)
  return [soakHead(), ...kept.map(soakLine)].join('\n')
}
