import { ByteWriter } from '../byte-writer'

const MAX_RUN = 0x1fff
const ONE_BIT_SYMBOLS = 14
const TWO_BIT_SYMBOLS = 7

/**
 * Packs packet statuses (0 not received, 1 small delta, 2 large or negative delta) into chunks of 16
 * bits: a run where it pays, else a vector of one-bit or two-bit symbols (transport-wide-cc draft
 * sections 3.1.3 and 3.1.4).
 */
export const statusChunks = (statuses: readonly number[]): Uint8Array => {
  const writer = new ByteWriter()
  for (let at = 0; at < statuses.length;) {
    const run = runLength(statuses, at)
    const short = statuses.slice(at, at + ONE_BIT_SYMBOLS)
    if (run >= ONE_BIT_SYMBOLS || run === statuses.length - at) {
      writer.uint16(((statuses[at] ?? 0) << 13) | run)
      at += run
    } else if (!short.includes(2)) {
      writer.uint16(0x8000 | vector(short, 1, ONE_BIT_SYMBOLS))
      at += short.length
    } else if (run >= TWO_BIT_SYMBOLS) {
      writer.uint16(((statuses[at] ?? 0) << 13) | run)
      at += run
    } else {
      const wide = statuses.slice(at, at + TWO_BIT_SYMBOLS)
      writer.uint16(0xc000 | vector(wide, 2, TWO_BIT_SYMBOLS))
      at += wide.length
    }
  }
  return writer.finish()
}

const runLength = (statuses: readonly number[], from: number): number => {
  let run = 1
  while (run < MAX_RUN && from + run < statuses.length && statuses[from + run] === statuses[from])
    run++
  return run
}

/** The first symbol in the highest bits; places that are left over are zero. */
const vector = (symbols: readonly number[], bits: number, places: number): number =>
  symbols.reduce((sum, symbol, at) => sum | (symbol << (bits * (places - 1 - at))), 0)
