/** Cells across a band; a cell's mean survives a new quantisation, single pixels do not. */
const COLUMNS = 16
/** Share of the brightness values at each end that may be anything: dead pixels, edges. */
const ENDS = 0.005

/** One strip of a picture: its brightness bytes, then its colour bytes if it has any. */
export interface Band {
  bytes: Uint8Array
  /** How many of the bytes are brightness. */
  luma: number
}

/** A picture in short: what tells whether two are the same and whether one shows anything. */
export interface PicturePrint {
  /** Of every byte looked at: equal only when the pictures are equal there. */
  hash: number
  /** Mean brightness by band and column, 0-255. */
  cells: number[]
  /** Brightness of the darkest and the lightest parts, 0-255. */
  low: number
  high: number
}

/** The print of a picture by strips of it; 32-bit FNV-1a for the hash. */
export function picturePrint(bands: readonly Band[]): PicturePrint {
  const counts = new Uint32Array(256)
  const cells: number[] = []
  let hash = 0x811c9dc5
  let total = 0
  for (const { bytes, luma } of bands) {
    const sums = new Float64Array(COLUMNS)
    for (let at = 0; at < bytes.length; at++) {
      const value = bytes[at] ?? 0
      hash = Math.imul(hash ^ value, 0x01000193)
      if (at >= luma) continue
      counts[value] = (counts[value] ?? 0) + 1
      const column = Math.floor((at * COLUMNS) / luma)
      sums[column] = (sums[column] ?? 0) + value
    }
    total += luma
    for (const sum of sums) cells.push(luma === 0 ? 0 : (sum * COLUMNS) / luma)
  }
  return { hash: hash >>> 0, cells, low: end(counts, total, 1), high: end(counts, total, -1) }
}

/** Largest difference of two prints in any cell, 0-255; 255 when they are not alike at all. */
export function cellDistance(a: PicturePrint, b: PicturePrint): number {
  if (a.cells.length !== b.cells.length) return 255
  return a.cells.reduce((most, cell, at) => Math.max(most, Math.abs(cell - (b.cells[at] ?? 0))), 0)
}

/** The value that all but a few lie above (`step` 1) or below (`step` -1). */
function end(counts: Uint32Array, total: number, step: 1 | -1): number {
  let passed = 0
  let value = step === 1 ? 0 : 255
  while (value >= 0 && value <= 255) {
    passed += counts[value] ?? 0
    if (passed > total * ENDS) return value
    value += step
  }
  return step === 1 ? 0 : 255
}
