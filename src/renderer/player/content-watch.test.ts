import { describe, expect, test } from 'vitest'
import {
  interrupted,
  isQuiet,
  unwatched,
  wantsLook,
  watchContent,
  type ContentFlow,
} from './content-watch'
import { picturePrint, type PicturePrint } from './picture-print'

const PIXELS = 1280 * 720
const STEP = 250

interface Tick {
  /** Brightness of the scene at a place of a band, before noise. */
  scene?: (at: number) => number
  /** Amplitude of the sensor's noise. */
  noise?: number
  largestDelta?: number
  deltas?: number
  keys?: number
}

/** A generator that gives the same numbers each time (Park and Miller). */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** Plays a stream for `seconds` at four looks a second; gives the fault after each step. */
function play(seconds: number, tick: (at: number) => Tick, seed = 7): (string | undefined)[] {
  const random = seeded(seed)
  let state = unwatched(0)
  const faults: (string | undefined)[] = []
  for (let at = STEP; at <= seconds * 1000; at += STEP) {
    const { scene = street, noise = 0, largestDelta = 5000, deltas = 4, keys = 0 } = tick(at)
    const flow: ContentFlow = { at, keys, deltas, largestDelta, pixels: PIXELS }
    const take = (): PicturePrint => {
      const bytes = Uint8Array.from({ length: 640 }, (_, x) =>
        Math.round(scene(x) + noise * (random() + random() - 1)),
      )
      return picturePrint([{ bytes, luma: 640 }])
    }
    state = watchContent(state, flow, wantsLook(state, flow) ? take() : undefined)
    faults.push(state.fault)
  }
  return faults
}

const street = (x: number): number => 60 + (x % 97)
const night = (x: number): number => 20 + (x % 13) + (x === 300 ? 90 : 0)
const cover = (): number => 16
const TINY = 40

/** A scene with noise until `ms`, then what `after` says. */
const alive = (ms: number, after: (at: number) => Tick) => (at: number) =>
  at <= ms ? { noise: 8 } : after(at)

describe('frozen', () => {
  test('the same picture out of tiny units is found within two seconds', () => {
    const faults = play(
      6,
      alive(3000, () => ({ largestDelta: TINY })),
    )
    const found = (faults.indexOf('picture-frozen') + 1) * STEP
    expect(found).toBeGreaterThanOrEqual(3000 + 1500)
    expect(found).toBeLessThanOrEqual(3000 + 2000)
    expect(faults.at(-1)).toBe('picture-frozen')
  })

  test('a key frame that draws the same anew and is polished then does not hide it', () => {
    // As measured: an encoder of constant bit rate polishes for a few pictures after its key frame.
    const faults = play(
      30,
      alive(3000, (at) => {
        const group = Math.floor(at / 2000)
        const polished = at % 2000 >= 500
        const scene = (x: number): number => street(x) + ((x + group + Number(polished)) % 2)
        const largestDelta = at % 2000 === 250 ? 3400 : TINY
        return { scene, largestDelta, keys: at % 2000 === 0 ? 1 : 0 }
      }),
    )
    expect(faults.indexOf('picture-frozen')).toBeLessThan(5000 / STEP)
    const rest = faults.slice(faults.indexOf('picture-frozen'))
    expect(rest.every((fault) => fault === 'picture-frozen')).toBe(true)
  })

  test('one picture that moves ends it, and the next verdict takes twice as long', () => {
    const moves = [6000, 10_000]
    const faults = play(
      16,
      alive(3000, (at) => (moves.includes(at) ? { noise: 8 } : { largestDelta: TINY })),
    )
    expect(faults[6000 / STEP - 2]).toBe('picture-frozen')
    expect(faults.slice(6000 / STEP - 1, 9000 / STEP - 1)).not.toContain('picture-frozen')
    expect(faults[9250 / STEP - 1]).toBe('picture-frozen')
    expect(faults.slice(10_000 / STEP - 1, 15_500 / STEP)).not.toContain('picture-frozen')
  })

  test('a new publisher that stands still from its start is found by what was usual before', () => {
    let state = interrupted({ ...unwatched(0), usual: 5000 }, 0)
    const print = picturePrint([{ bytes: Uint8Array.from([20, 80, 160, 240]), luma: 4 }])
    for (let at = STEP; at <= 2000; at += STEP) {
      const flow = { at, keys: 0, deltas: 4, largestDelta: TINY, pixels: PIXELS }
      state = watchContent(state, flow, print)
    }
    expect(state.fault).toBe('picture-frozen')
  })
})

describe('not frozen', () => {
  test('a still night scene with noise, an hour of it, whatever its units cost', () => {
    for (const [seed, largestDelta] of [
      [1, 900],
      [2, TINY],
    ] as const) {
      const tick = { scene: night, noise: 1.2, largestDelta }
      const faults = play(1800, () => tick, seed)
      expect(faults.filter((fault) => fault !== undefined)).toEqual([])
      const before = play(
        1800,
        alive(3000, () => tick),
        seed,
      )
      expect(before.filter((fault) => fault !== undefined)).toEqual([])
    }
  })

  // Largest picture of each quarter of a second that Chromium's encoder made of a night scene.
  const BEGINNING = [21_440, 12_180, 8910, 1965, 1930, 1945, 1930]
  const LATER = [4943, 1268, 1283, 1166, 1112, 1145, 1129, 1132, 858, 831, 779, 696, 657, 654, 640]

  test('a night scene whose first pictures cost twenty times what the later ones do', () => {
    const faults = play(20, (at) => {
      const step = at / STEP - 1
      const largestDelta = [...BEGINNING, ...LATER][step] ?? 640
      return { scene: night, largestDelta, noise: step < BEGINNING.length ? 3 : 0 }
    })
    expect(faults.every((fault) => fault === undefined)).toBe(true)
  })

  test('a scene whose noise the encoder always leaves out between key frames', () => {
    const faults = play(600, (at) => {
      const scene = (x: number): number => street(x) + ((x * (1 + Math.floor(at / 2000))) % 3)
      const key = at % 2000 === 0
      return { scene, largestDelta: at % 2000 === 250 ? 700 : 52, keys: key ? 1 : 0 }
    })
    expect(faults.every((fault) => fault === undefined)).toBe(true)
  })

  test('a scene without any noise whose units say that something changes', () => {
    const faults = play(60, () => ({ largestDelta: 900 }))
    expect(faults.every((fault) => fault === undefined)).toBe(true)
  })

  test('noise that an encoder leaves out for a second, but not for longer', () => {
    const faults = play(60, (at) =>
      at % 1250 === 0 ? { noise: 3, largestDelta: 15_000 } : { largestDelta: TINY },
    )
    expect(faults.every((fault) => fault === undefined)).toBe(true)
  })

  test('nothing new at all: that is a stall', () => {
    const faults = play(20, (at) =>
      at < 1000 ? { largestDelta: TINY } : { deltas: 0, largestDelta: 0 },
    )
    expect(faults.every((fault) => fault === undefined)).toBe(true)
  })

  test('key frames only, whose sizes say nothing', () => {
    const faults = play(20, () => ({ keys: 4, deltas: 0, largestDelta: 0 }))
    expect(faults.every((fault) => fault === undefined)).toBe(true)
  })

  test('a wait between two single units does not count as sameness', () => {
    const faults = play(20, (at) => (at % 5000 === 0 ? { largestDelta: TINY } : { deltas: 0 }))
    expect(faults.every((fault) => fault === undefined)).toBe(true)
  })
})

describe('black', () => {
  test('is said after three seconds and is never frozen', () => {
    const faults = play(12, () => ({ scene: cover, largestDelta: TINY }))
    expect(faults.indexOf('picture-black')).toBe(3000 / STEP)
    expect(faults).not.toContain('picture-frozen')
  })

  test('one colour is said too, a change of lens is not', () => {
    expect(play(8, () => ({ scene: () => 130, noise: 1, largestDelta: 900 })).at(-1)).toBe(
      'picture-black',
    )
    const blink = play(8, (at) => (at > 2000 && at < 4500 ? { scene: cover } : {}))
    expect(blink).not.toContain('picture-black')
  })

  test('a night scene with one lamp is not black', () => {
    const lamp = (x: number): number => 18 + (x > 600 && x < 612 ? 80 : 0)
    expect(play(10, () => ({ scene: lamp, noise: 1 })).at(-1)).toBeUndefined()
  })
})

test('looks cost once a second while a scene lives and wait for units', () => {
  const lively = { keys: 0, deltas: 4, largestDelta: 5000, pixels: PIXELS }
  const state = { ...unwatched(0), lookedAt: 1000 }
  expect(wantsLook(state, { ...lively, at: 1500 })).toBe(false)
  expect(wantsLook(state, { ...lively, at: 1980 })).toBe(true)
  expect(wantsLook(state, { ...lively, at: 1250, largestDelta: TINY })).toBe(true)
  expect(wantsLook(state, { ...lively, at: 9000, deltas: 0 })).toBe(false)
})

test('quiet is judged by the size of the picture and by what is usual', () => {
  const flow = { at: 0, keys: 0, deltas: 4, largestDelta: 280 }
  expect(isQuiet({ usual: 0 }, { ...flow, pixels: PIXELS })).toBe(true)
  expect(isQuiet({ usual: 0 }, { ...flow, pixels: 640 * 360 })).toBe(false)
  expect(isQuiet({ usual: 6000 }, { ...flow, pixels: 640 * 360 })).toBe(true)
})
