/**
 * The clock a machine can read, burnt into each simulated picture.
 *
 * A block of 12 × 4 cells at a fixed place of the picture (fractions of its width and height, so
 * the place survives any scaling). Cells are read row by row, white is 1:
 *
 *     W t t t t t t t t t t B      W, B   always white, always black: levels, and proof that this
 *     t t t t t t t t t t t t             is the block
 *     t t t t t t t t t t t t      t      time of drawing: milliseconds since the epoch modulo
 *     B t t c c c c c c c c W             2^36, highest bit first
 *                                  c      CRC-8 (polynomial 0x07) of the time as five bytes
 *
 * Cells are larger than a macroblock at 960x540 and keep several pixels in a tile 160 pixels wide.
 */
export const CLOCK_BLOCK = { x: 0.715, y: 0.6, width: 0.255, height: 0.15 } as const

const COLUMNS = 12
const ROWS = 4
const TIME_BITS = 36
const CRC_BITS = 8
const WRAP = 2 ** TIME_BITS
const MIN_CONTRAST = 40
const FIXED: ReadonlyMap<number, boolean> = new Map([
  [0, true],
  [COLUMNS - 1, false],
  [COLUMNS * (ROWS - 1), false],
  [COLUMNS * ROWS - 1, true],
])

/** What the block is painted with: any 2D drawing context. */
export interface Brush {
  fillStyle: unknown
  fillRect(x: number, y: number, width: number, height: number): void
}

/** Reads brightness (0-255) at a place of the picture given as fractions of its size. */
export type Luma = (x: number, y: number) => number

/**
 * The cells of a time, row by row, true for white.
 * @param ms milliseconds since the epoch.
 */
export function clockCells(ms: number): boolean[] {
  const time = Math.floor(ms) % WRAP
  const bits: boolean[] = []
  for (let bit = TIME_BITS - 1; bit >= 0; bit--) bits.push(Math.floor(time / 2 ** bit) % 2 === 1)
  const crc = crc8(time)
  for (let bit = CRC_BITS - 1; bit >= 0; bit--) bits.push(((crc >> bit) & 1) === 1)
  let next = 0
  return Array.from({ length: COLUMNS * ROWS }, (_, cell) => {
    const fixed = FIXED.get(cell)
    return fixed ?? bits[next++] ?? false
  })
}

/** Paints the block for `ms` onto a picture of `width` × `height` pixels. */
export function paintClock(
  brush: Brush,
  size: { width: number; height: number },
  ms: number,
): void {
  const left = CLOCK_BLOCK.x * size.width
  const top = CLOCK_BLOCK.y * size.height
  const cellWidth = (CLOCK_BLOCK.width * size.width) / COLUMNS
  const cellHeight = (CLOCK_BLOCK.height * size.height) / ROWS
  const rim = cellHeight * 0.35
  brush.fillStyle = '#000'
  brush.fillRect(left - rim, top - rim, cellWidth * COLUMNS + 2 * rim, cellHeight * ROWS + 2 * rim)
  brush.fillStyle = '#fff'
  clockCells(ms).forEach((white, cell) => {
    if (!white) return
    const x = Math.round(left + (cell % COLUMNS) * cellWidth)
    const y = Math.round(top + Math.floor(cell / COLUMNS) * cellHeight)
    const right = Math.round(left + ((cell % COLUMNS) + 1) * cellWidth)
    const bottom = Math.round(top + (Math.floor(cell / COLUMNS) + 1) * cellHeight)
    brush.fillRect(x, y, right - x, bottom - y)
  })
}

/**
 * Reads the time a picture was drawn.
 * @param luma brightness of the picture.
 * @param near a time within a year of the picture's, usually now: the block holds 36 bits.
 * @returns milliseconds since the epoch, or undefined when there is no readable block.
 */
export function readClock(luma: Luma, near: number): number | undefined {
  const levels = Array.from({ length: COLUMNS * ROWS }, (_, cell) => cellLevel(luma, cell))
  const level = (white: boolean): number[] => levels.filter((_, cell) => FIXED.get(cell) === white)
  const darkestWhite = Math.min(...level(true))
  const brightestBlack = Math.max(...level(false))
  if (darkestWhite - brightestBlack < MIN_CONTRAST) return undefined
  const threshold = (darkestWhite + brightestBlack) / 2
  const bits = levels.filter((_, cell) => !FIXED.has(cell)).map((value) => value > threshold)
  const time = bits.slice(0, TIME_BITS).reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0)
  const crc = bits.slice(TIME_BITS).reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0)
  if (crc !== crc8(time)) return undefined
  return time + Math.round((near - time) / WRAP) * WRAP
}

/**
 * Brightness of a picture inside an image of RGBA or grey bytes.
 * @param image `channels` bytes per pixel, rows without padding.
 * @param picture where the picture is in the image, in pixels; the whole image when left out.
 */
export function imageLuma(
  image: { data: ArrayLike<number>; width: number; height: number; channels: 1 | 3 | 4 },
  picture = { x: 0, y: 0, width: image.width, height: image.height },
): Luma {
  return (x, y) => {
    const column = clamp(Math.floor(picture.x + x * picture.width), image.width)
    const row = clamp(Math.floor(picture.y + y * picture.height), image.height)
    const at = (row * image.width + column) * image.channels
    const red = image.data[at] ?? 0
    if (image.channels === 1) return red
    return 0.299 * red + 0.587 * (image.data[at + 1] ?? 0) + 0.114 * (image.data[at + 2] ?? 0)
  }
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value))
}

/** Mean of nine places in the middle of the cell, away from its blurred edges. */
function cellLevel(luma: Luma, cell: number): number {
  const column = cell % COLUMNS
  const row = Math.floor(cell / COLUMNS)
  let sum = 0
  for (const dx of [0.35, 0.5, 0.65])
    for (const dy of [0.35, 0.5, 0.65])
      sum += luma(
        CLOCK_BLOCK.x + ((column + dx) * CLOCK_BLOCK.width) / COLUMNS,
        CLOCK_BLOCK.y + ((row + dy) * CLOCK_BLOCK.height) / ROWS,
      )
  return sum / 9
}

function crc8(time: number): number {
  let crc = 0
  for (let byte = 4; byte >= 0; byte--) {
    crc ^= Math.floor(time / 256 ** byte) & 0xff
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1
  }
  return crc
}
