import type { BitReader } from './bit-reader'

/** The last part of the VUI parameters (H.264 clause E.1.1). */
export interface BitstreamRestriction {
  motionOverBoundaries: boolean
  maxBytesPerPicture: number
  maxBitsPerMacroblock: number
  log2MaxVectorX: number
  log2MaxVectorY: number
  maxReorderFrames: number
  maxDecFrameBuffering: number
}

export interface Vui {
  /** Bit position of bitstream_restriction_flag in the unescaped NAL unit. */
  restrictionFlagAt: number
  restriction?: BitstreamRestriction
}

const EXTENDED_SAR = 255

/** Reads the VUI parameters that follow vui_parameters_present_flag. */
export const readVui = (reader: BitReader): Vui => {
  if (reader.flag() && reader.bits(8) === EXTENDED_SAR) reader.bits(32)
  if (reader.flag()) reader.flag()
  if (reader.flag()) {
    reader.bits(4)
    if (reader.flag()) reader.bits(24)
  }
  if (reader.flag()) {
    reader.unsigned()
    reader.unsigned()
  }
  if (reader.flag()) {
    reader.bits(32)
    reader.bits(32)
    reader.flag()
  }
  const nal = reader.flag()
  if (nal) skipHrd(reader)
  const vcl = reader.flag()
  if (vcl) skipHrd(reader)
  if (nal || vcl) reader.flag()
  reader.flag()
  const restrictionFlagAt = reader.at
  if (!reader.flag()) return { restrictionFlagAt }
  return {
    restrictionFlagAt,
    restriction: {
      motionOverBoundaries: reader.flag(),
      maxBytesPerPicture: reader.unsigned(),
      maxBitsPerMacroblock: reader.unsigned(),
      log2MaxVectorX: reader.unsigned(),
      log2MaxVectorY: reader.unsigned(),
      maxReorderFrames: reader.unsigned(),
      maxDecFrameBuffering: reader.unsigned(),
    },
  }
}

/** Clause E.1.2. */
const skipHrd = (reader: BitReader): void => {
  const count = reader.unsigned() + 1
  reader.bits(8)
  for (let i = 0; i < count && !reader.overrun; i++) {
    reader.unsigned()
    reader.unsigned()
    reader.flag()
  }
  reader.bits(20)
}
