import { expect, test } from 'vitest'
import type { SoakSample } from './soak-sample'
import { soakProblems } from './soak-verdict'

const soaked = (change: (sample: SoakSample) => Partial<SoakSample> = () => ({})): SoakSample[] =>
  Array.from({ length: 60 }, (_, at) => {
    const sample: SoakSample = {
      minute: at + 1,
      age: { median: 60, p95: 90, max: 140 },
      mebibytes: {
        main: 100,
        media: 50,
        window: 200 + 10 * Math.sin(at * 12.9898),
        gpu: 40,
        other: 20,
      },
      cores: 0.5,
      shown: 15,
      dropped: 0,
      restarts: 0,
      alarms: 0,
    }
    return { ...sample, ...change(sample) }
  })

test('a wall that only breathes is well', () => {
  expect(soakProblems(soaked())).toEqual([])
})

test('memory that grows is named with its process', () => {
  const leak = soaked(({ minute, mebibytes }) => ({
    mebibytes: { ...mebibytes, media: 50 + minute },
  }))
  expect(soakProblems(leak)).toEqual([
    expect.stringMatching(/^memory of all grew by \d+ MiB$/),
    expect.stringMatching(/^memory of media grew by \d+ MiB$/),
  ])
})

test('an age that grows all day is found', () => {
  const late = soaked(({ minute }) => ({ age: { median: 60 + minute, p95: 0, max: 0 } }))
  expect(soakProblems(late)).toEqual([expect.stringMatching(/^the median age grew by/)])
})

test('a tile that is late after a hiccup is found, and one that never came back', () => {
  const slow = soaked(({ minute }) =>
    minute === 4 ? { hiccup: { kind: 'stall', lasted: 700, live: 1500 } } : {},
  )
  expect(soakProblems(slow)).toEqual(['minute 4: 1500 ms after stall live again'])
  const gone = soaked(({ minute }) =>
    minute === 4 ? { hiccup: { kind: 'hidden', lasted: 700, live: undefined } } : {},
  )
  expect(soakProblems(gone)).toHaveLength(1)
})

test('a false alarm is told', () => {
  const alarmed = soaked(({ minute }) => ({ alarms: minute > 30 ? 1 : 0 }))
  expect(soakProblems(alarmed)).toEqual(['1 false alarms of a still or black picture'])
})

test('a soak of a minute proves nothing', () => {
  expect(soakProblems(soaked().slice(0, 2))).toContain('too short to tell')
})
