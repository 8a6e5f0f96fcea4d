import { BitReader } from './bit-reader'
import { BitWriter } from './bit-writer'
import { escapeNal, unescapeNal } from './emulation-prevention'
import type { Sps } from './sps'
import type { BitstreamRestriction } from './vui'

/** What clause E.2.1 tells a decoder to assume when the restriction is not there. */
const ASSUMED: Omit<BitstreamRestriction, 'maxReorderFrames' | 'maxDecFrameBuffering'> = {
  motionOverBoundaries: true,
  maxBytesPerPicture: 2,
  maxBitsPerMacroblock: 1,
  log2MaxVectorX: 15,
  log2MaxVectorY: 15,
}

const VUI_FLAGS_BEFORE_RESTRICTION = 8

/**
 * The same SPS, promising that pictures need no reordering (max_num_reorder_frames 0), so that a
 * decoder gives each picture out as soon as it is decoded instead of holding several back. Right
 * only for streams without B pictures. Source: H.264 clauses E.1.1 and E.2.1.
 */
export const spsWithoutReordering = (nal: Uint8Array, sps: Sps): Uint8Array => {
  const { vui } = sps
  if (sps.vuiBroken || vui?.restriction?.maxReorderFrames === 0) return nal
  const reader = new BitReader(unescapeNal(nal))
  const writer = new BitWriter()
  const keep = vui ? vui.restrictionFlagAt : sps.vuiFlagAt
  while (reader.at < keep) writer.bit(reader.bit())
  // A VUI of our own: present, and every flag before the restriction off.
  if (!vui) writer.bit(1).bits(0, VUI_FLAGS_BEFORE_RESTRICTION)
  const restriction = vui?.restriction ?? ASSUMED
  const held = vui?.restriction?.maxDecFrameBuffering ?? 0
  writer
    .bit(1)
    .bit(restriction.motionOverBoundaries ? 1 : 0)
    .unsigned(restriction.maxBytesPerPicture)
    .unsigned(restriction.maxBitsPerMacroblock)
    .unsigned(restriction.log2MaxVectorX)
    .unsigned(restriction.log2MaxVectorY)
    .unsigned(0)
    .unsigned(Math.max(held, sps.maxReferenceFrames, 1))
  return escapeNal(writer.finish())
}
