import { describe, expect, test } from 'vitest'
import { revivePage } from './revive-page'

/** Lets a page die and gives the pause until it was loaded again. */
function page() {
  let time = 0
  let reloads = 0
  const pauses: number[] = []
  const gone = revivePage({
    reload: () => reloads++,
    now: () => time,
    schedule: (act, ms) => {
      pauses.push(ms)
      time += ms
      act()
    },
  })
  const dies = (after: number): number => {
    time += after
    gone()
    return pauses.at(-1) ?? -1
  }
  return { dies, reloads: () => reloads }
}

describe('a page whose process is gone', () => {
  test('comes back almost at once', () => {
    const { dies, reloads } = page()
    expect(dies(3_600_000)).toBeLessThan(500)
    expect(reloads()).toBe(1)
  })

  test('comes back ever more slowly when it dies again and again, but it comes back', () => {
    const { dies, reloads } = page()
    const pauses = Array.from({ length: 12 }, () => dies(10))
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other))
    expect(pauses.at(-1)).toBe(30_000)
    expect(reloads()).toBe(12)
  })

  test('a page that lived long is no longer in a crash loop', () => {
    const { dies } = page()
    const first = dies(10)
    expect(dies(10)).toBeGreaterThan(first)
    expect(dies(120_000)).toBe(first)
  })
})
