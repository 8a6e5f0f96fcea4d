import { growth } from './growth'
import { KINDS } from './process-kinds'
import { totalMebibytes, type SoakSample } from './soak-sample'

/** The beginning that says nothing about growth: caches fill, code is compiled. */
const WARM_UP_SHARE = 0.2
const WARM_UP_LEAST_MINUTES = 2
const AGE_GROWTH_MS = 25
const AGE_MOST_MS = 1_000
const LIVE_WITHIN_MS = 1_000
/** What garbage collection moves about, and what an hour may add. */
const NOISE_MEBIBYTES = 24
const HOUR_MEBIBYTES = 6

/** What is wrong with a soak, in words; nothing when all is well. */
export function soakProblems(samples: readonly SoakSample[]): string[] {
  const last = samples.at(-1)?.minute ?? 0
  const from = Math.max(WARM_UP_LEAST_MINUTES, last * WARM_UP_SHARE)
  const warm = samples.filter(({ minute }) => minute >= from)
  const hours = (last - from) / 60
  return [
    ...(warm.length < 3 ? ['too short to tell'] : []),
    ...grown(warm, NOISE_MEBIBYTES + HOUR_MEBIBYTES * hours),
    ...ages(warm),
    ...late(samples),
    ...falseAlarms(samples),
    ...(last > 0 && (samples.at(-1)?.restarts ?? 0) > 0 ? ['a process was started anew'] : []),
  ]
}

const fit = (samples: readonly SoakSample[], pick: (sample: SoakSample) => number): number =>
  growth(samples.map((sample) => ({ at: sample.minute, value: pick(sample) })))

function grown(warm: readonly SoakSample[], most: number): string[] {
  const parts: [string, (sample: SoakSample) => number][] = [
    ['all', totalMebibytes],
    ...KINDS.map((kind): [string, (sample: SoakSample) => number] => [
      kind,
      (sample) => sample.mebibytes[kind],
    ]),
  ]
  return parts.flatMap(([name, pick]) => {
    const by = fit(warm, pick)
    return by > most ? [`memory of ${name} grew by ${by.toFixed(0)} MiB`] : []
  })
}

function ages(warm: readonly SoakSample[]): string[] {
  const by = fit(warm, ({ age }) => age.median)
  const old = warm.filter(({ age }) => !(age.median < AGE_MOST_MS))
  return [
    ...(by > AGE_GROWTH_MS ? [`the median age grew by ${by.toFixed(0)} ms`] : []),
    ...old.map(({ minute, age }) => `minute ${minute}: median age ${age.median} ms`),
  ]
}

const late = (samples: readonly SoakSample[]): string[] =>
  samples.flatMap(({ minute, hiccup }) => {
    if (hiccup === undefined || (hiccup.live ?? Infinity) <= LIVE_WITHIN_MS) return []
    return [`minute ${minute}: ${hiccup.live ?? 'not'} ms after ${hiccup.kind} live again`]
  })

const falseAlarms = (samples: readonly SoakSample[]): string[] => {
  const alarms = samples.at(-1)?.alarms ?? 0
  return alarms > 0 ? [`${alarms} false alarms of a still or black picture`] : []
}

/** Growth after the warm-up, for the closing lines. */
export function soakGrowth(samples: readonly SoakSample[]): { mebibytes: number; ageMs: number } {
  const last = samples.at(-1)?.minute ?? 0
  const from = Math.max(WARM_UP_LEAST_MINUTES, last * WARM_UP_SHARE)
  const warm = samples.filter(({ minute }) => minute >= from)
  return { mebibytes: fit(warm, totalMebibytes), ageMs: fit(warm, ({ age }) => age.median) }
}
