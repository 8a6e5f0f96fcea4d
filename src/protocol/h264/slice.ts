import { BitReader } from './bit-reader'

const SLICE_TYPES = 5
const B_SLICE = 1
/** Enough for first_mb_in_slice and slice_type, which no emulation prevention can reach. */
const HEADER_BYTES = 10

/** True when a slice NAL unit (type 1 or 5) holds B macroblocks (H.264 clause 7.3.3). */
export const isBSlice = (nal: Uint8Array): boolean => {
  const reader = new BitReader(nal.subarray(1, HEADER_BYTES))
  reader.unsigned()
  return reader.unsigned() % SLICE_TYPES === B_SLICE && !reader.overrun
}
