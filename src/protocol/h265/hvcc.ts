import { uint16, uint32 } from '../big-endian'
import { BitReader } from '../h264/bit-reader'
import { unescapeNal } from '../h264/emulation-prevention'
import type { CodecConfig } from '../h264/parameter-sets'

const HEADER = 23
const SPS = 33
const MAX_RECORD = 64 * 1024

/**
 * Reads an HEVC decoder configuration record (ISO/IEC 14496-15 section 8.3.3.1); undefined when it
 * is cut off or holds no readable SPS. Its units must have four-byte lengths once stored, so the
 * record is copied with that length size.
 */
export const readHvcC = (
  record: Uint8Array,
): { lengthSize: number; config: CodecConfig } | undefined => {
  if (record.length < HEADER || record.length > MAX_RECORD || record[0] !== 1) return undefined
  const size = findSize(record)
  if (!size) return undefined
  const description = record.slice()
  const packed = record[21] ?? 0
  description[21] = packed | 3
  return {
    lengthSize: (packed & 3) + 1,
    config: { codecString: hevcCodecString(record), description, ...size },
  }
}

const findSize = (record: Uint8Array) => {
  let at = HEADER
  for (let arrays = record[22] ?? 0; arrays > 0; arrays--) {
    const type = (record[at] ?? 0) & 0x3f
    let count = uint16(record, at + 1)
    at += 3
    for (; count > 0; count--) {
      const length = uint16(record, at)
      at += 2
      if (at + length > record.length) return undefined
      if (type === SPS) return readSize(record.subarray(at, at + length))
      at += length
    }
  }
  return undefined
}

/** Picture size out of an SPS NAL unit (H.265 clause 7.3.2.2.1). */
const readSize = (nal: Uint8Array) => {
  const reader = new BitReader(unescapeNal(nal))
  reader.bits(16)
  reader.bits(4)
  const subLayers = reader.bits(3)
  reader.bit()
  skipProfileTierLevel(reader, subLayers)
  reader.unsigned()
  const format = reader.unsigned()
  const planar = (format === 3 && reader.flag()) || format === 0
  let width = reader.unsigned()
  let height = reader.unsigned()
  if (reader.flag()) {
    const stepX = planar || format === 3 ? 1 : 2
    const stepY = !planar && format === 1 ? 2 : 1
    width -= (reader.unsigned() + reader.unsigned()) * stepX
    height -= (reader.unsigned() + reader.unsigned()) * stepY
  }
  const sensible = width > 0 && height > 0 && width <= 16_384 && height <= 16_384
  return reader.overrun || !sensible ? undefined : { width, height }
}

/** Clause 7.3.3. */
const skipProfileTierLevel = (reader: BitReader, subLayers: number): void => {
  reader.bits(96)
  if (subLayers === 0) return
  const present: [boolean, boolean][] = []
  for (let layer = 0; layer < 8; layer++) {
    const flags: [boolean, boolean] = [reader.flag(), reader.flag()]
    if (layer < subLayers) present.push(flags)
  }
  for (const [profile, level] of present) {
    if (profile) reader.bits(88)
    if (level) reader.bits(8)
  }
}

/** RFC 6381 name, ISO/IEC 14496-15 annex E.3. */
const hevcCodecString = (record: Uint8Array): string => {
  const general = record[1] ?? 0
  const space = ['', 'A', 'B', 'C'][general >> 6] ?? ''
  let flags = uint32(record, 2)
  let reversed = 0
  for (let i = 0; i < 32; i++, flags >>>= 1) reversed = reversed * 2 + (flags & 1)
  const constraints = [...record.subarray(6, 12)].map((byte) => byte.toString(16))
  while (constraints.at(-1) === '0') constraints.pop()
  const tier = `${(general & 0x20) !== 0 ? 'H' : 'L'}${String(record[12] ?? 0)}`
  const profile = `${space}${String(general & 0x1f)}`
  return ['hvc1', profile, reversed.toString(16), tier, ...constraints].join('.')
}
