import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PictureRound } from './picture-round'

let shown: string[] = []
beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  shown = []
})
afterEach(() => vi.useRealTimers())

const opened = (software: boolean): PictureRound =>
  Object.assign(new PictureRound(Date.now), { software })

/** So many cameras of 15 pictures a second, out of step, for `ms`; the times of being shown. */
function play(round: PictureRound, cameras: number, ms: number): number[] {
  const times: number[] = []
  const gap = 1000 / 15 / cameras
  for (let at = 0, picture = 0; at < ms; at += gap, picture++) {
    round.join(String(picture % cameras), () => times.push(Date.now()))
    vi.advanceTimersByTime(gap)
  }
  return times
}

test('a few cameras never wait', () => {
  const round = opened(true)
  play(round, 4, 2000)
  round.join('a', () => shown.push('a'))
  expect(shown).toEqual(['a'])
})

test('many cameras are shown together some twenty times a second, each of them', () => {
  const round = opened(true)
  play(round, 16, 1000)
  const times = play(round, 16, 1000)
  expect(new Set(times).size).toBeLessThanOrEqual(25)
  // But for those of the last round.
  expect(times.length).toBeGreaterThanOrEqual(228)
})

test('with a graphics card none waits', () => {
  const round = opened(false)
  play(round, 25, 1000)
  expect(new Set(play(round, 25, 1000)).size).toBeGreaterThan(370)
})

test('a wall that is busy no more waits no more', () => {
  const round = opened(true)
  play(round, 16, 1000)
  play(round, 1, 1500)
  round.join('a', () => shown.push('a'))
  expect(shown).toEqual(['a'])
})

test('a second picture of one camera ends the round', () => {
  const round = opened(true)
  play(round, 16, 1010)
  round.join('a', () => shown.push('a1'))
  round.join('b', () => shown.push('b1'))
  round.join('a', () => shown.push('a2'))
  expect(shown).toEqual(['a1', 'b1'])
  vi.advanceTimersByTime(50)
  expect(shown).toEqual(['a1', 'b1', 'a2'])
})

test('a picture that is taken back is not shown', () => {
  const round = opened(true)
  play(round, 16, 1010)
  const back = round.join('a', () => shown.push('a'))
  round.join('b', () => shown.push('b'))
  back()
  vi.advanceTimersByTime(50)
  expect(shown).toEqual(['b'])
})
