import { expect, test } from 'vitest'
import { cellDistance, picturePrint } from './picture-print'

const band = (at: (x: number) => number, chroma = 128) => ({
  bytes: Uint8Array.from({ length: 960 }, (_, x) => (x < 640 ? at(x) : chroma)),
  luma: 640,
})

test('the hash is that of every byte, colour too (FNV-1a of "foobar")', () => {
  const bytes = new TextEncoder().encode('foobar')
  expect(picturePrint([{ bytes, luma: 6 }]).hash).toBe(0xbf9cf968)
  const print = picturePrint([band(() => 90)])
  expect(picturePrint([band((x) => (x === 333 ? 91 : 90))]).hash).not.toBe(print.hash)
  expect(picturePrint([band(() => 90, 127)]).hash).not.toBe(print.hash)
})

test('cells are means of brightness from left to right, band by band', () => {
  const { cells } = picturePrint([band((x) => (x < 320 ? 40 : 200)), band(() => 7)])
  expect(cells).toEqual([
    ...Array<number>(8).fill(40),
    ...Array<number>(8).fill(200),
    ...Array<number>(16).fill(7),
  ])
})

test('the range of brightness leaves out a few strange pixels at each end', () => {
  const print = picturePrint([band((x) => (x === 5 ? 0 : x === 6 ? 255 : 60 + (x % 50)))])
  expect([print.low, print.high]).toEqual([60, 109])
})

test('the distance is that of the cell that differs most', () => {
  const a = picturePrint([band(() => 100)])
  expect(cellDistance(a, picturePrint([band((x) => (x < 40 ? 130 : 100))]))).toBe(30)
  expect(cellDistance(a, picturePrint([band(() => 100), band(() => 100)]))).toBe(255)
})
