import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOCK_BLOCK, clockCells, imageLuma, paintClock, readClock } from './clock-strip'
import { seededRandom } from './random'

const NOW = 1_795_361_565_943

/** A picture of grey bytes that can be painted on. */
function picture(width: number, height: number, noise: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(width * height)
  for (let at = 0; at < data.length; at++)
    data[at] = 110 + noise(at % width, Math.floor(at / width))
  const brush = {
    fillStyle: '' as unknown,
    fillRect: (x: number, y: number, w: number, h: number) => {
      const level = brush.fillStyle === '#fff' ? 235 : 16
      for (let row = Math.round(y); row < Math.round(y + h); row++)
        for (let column = Math.round(x); column < Math.round(x + w); column++)
          data[row * width + column] = level
    },
  }
  return { image: { data, width, height, channels: 1 as const }, brush }
}

test('any time is read back at any size', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: NOW - 3e10, max: NOW + 3e10 }),
      fc.integer({ min: 160, max: 1920 }),
      (ms, width) => {
        const size = { width, height: Math.round((width * 9) / 16) }
        const { image, brush } = picture(size.width, size.height, () => 0)
        paintClock(brush, size, ms)
        expect(readClock(imageLuma(image), NOW)).toBe(ms)
      },
    ),
    { numRuns: 60 },
  )
})

test('noise and grey levels as after hard compression do not disturb it', () => {
  const random = seededRandom(3)
  const size = { width: 480, height: 270 }
  const { image, brush } = picture(size.width, size.height, () => 0)
  paintClock(brush, size, NOW)
  const dull = image.data.map((level) => 60 + level * 0.5 + (random() - 0.5) * 60)
  expect(readClock(imageLuma({ ...image, data: dull }), NOW + 40)).toBe(NOW)
})

test('a picture inside a larger image is found by its rectangle', () => {
  const size = { width: 320, height: 180 }
  const { image, brush } = picture(size.width, size.height, () => 0)
  paintClock(brush, size, NOW)
  const screen = new Uint8Array(800 * 600 * 4)
  image.data.forEach((level, at) => {
    const to = ((Math.floor(at / 320) + 200) * 800 + (at % 320) + 100) * 4
    screen.set([level, level, level, 255], to)
  })
  const whole = { data: screen, width: 800, height: 600, channels: 4 as const }
  expect(readClock(imageLuma(whole, { x: 100, y: 200, ...size }), NOW)).toBe(NOW)
  expect(readClock(imageLuma(whole), NOW)).toBeUndefined()
})

test('without a block, or with a damaged one, there is no time', () => {
  const random = seededRandom(5)
  let wrong = 0
  for (let round = 0; round < 300; round++) {
    const { image } = picture(160, 90, () => (random() - 0.5) * 250)
    if (readClock(imageLuma(image), NOW) !== undefined) wrong++
  }
  expect(wrong).toBeLessThan(3)
  const { image, brush } = picture(640, 360, () => 0)
  paintClock(brush, image, NOW)
  const dark = clockCells(NOW).findIndex((white, cell) => !white && cell > 12)
  const cell = { width: (CLOCK_BLOCK.width * 640) / 12, height: (CLOCK_BLOCK.height * 360) / 4 }
  const [column, row] = [dark % 12, Math.floor(dark / 12)]
  const left = CLOCK_BLOCK.x * 640 + column * cell.width
  brush.fillRect(left, CLOCK_BLOCK.y * 360 + row * cell.height, cell.width, cell.height)
  expect(readClock(imageLuma(image), NOW)).toBeUndefined()
})

// Frames out of the H.264 encoder at 960x540 and 1 Mbit/s, decoded by ffmpeg, scaled to a tile.
test.each([
  ['clock-1', 997],
  ['clock-4', 998],
])('a real picture, 160 pixels wide: %s', (name, milliseconds) => {
  const bytes = readFileSync(new URL(`./fixtures/${name}.pgm`, import.meta.url))
  const data = bytes.subarray(bytes.length - 160 * 90)
  const read = readClock(imageLuma({ data, width: 160, height: 90, channels: 1 }), NOW)
  expect((read ?? 0) % 1000).toBe(milliseconds)
  expect(new Date(read ?? 0).toISOString()).toMatch(/^2026-11-22T15:32:45/)
})
