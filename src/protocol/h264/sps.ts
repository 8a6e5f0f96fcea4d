import { BitReader } from './bit-reader'
import { unescapeNal } from './emulation-prevention'
import { readVui, type Vui } from './vui'

/** What Dockwall needs of a sequence parameter set (H.264 clause 7.3.2.1.1). */
export interface Sps {
  id: number
  profile: number
  /** The byte of constraint flags. */
  constraints: number
  level: number
  chromaFormat: number
  lumaDepth: number
  chromaDepth: number
  /** 2 means that pictures leave the decoder in the order in which they enter it. */
  orderCountType: number
  maxReferenceFrames: number
  /** Picture size in pixels, cropping applied. */
  width: number
  height: number
  /** Bit position of vui_parameters_present_flag in the unescaped NAL unit. */
  vuiFlagAt: number
  vui?: Vui
  /** True when the VUI runs past the end: the picture size still holds, the rest is unknown. */
  vuiBroken: boolean
}

const WITH_CHROMA_FORMAT: ReadonlySet<number> = new Set([
  100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135,
])
const MAX_SIDE = 16_384
const MAX_SPS_BYTES = 4096

/** Reads an SPS NAL unit, header byte included; undefined when it is not one or makes no sense. */
export const readSps = (nal: Uint8Array): Sps | undefined => {
  if (nal.length < 4 || nal.length > MAX_SPS_BYTES || ((nal[0] ?? 0) & 0x1f) !== 7) return undefined
  const reader = new BitReader(unescapeNal(nal))
  reader.bits(8)
  const profile = reader.bits(8)
  const constraints = reader.bits(8)
  const level = reader.bits(8)
  const id = reader.unsigned()
  const chroma = readChroma(reader, profile)
  reader.unsigned()
  const orderCountType = readOrderCount(reader)
  const maxReferenceFrames = reader.unsigned()
  reader.flag()
  const size = readSize(reader, chroma)
  const vuiFlagAt = reader.at
  const sensible =
    !reader.overrun && id < 32 && orderCountType < 3 && chroma.format < 4 && size.sensible
  if (!sensible || maxReferenceFrames > 16) return undefined
  const vui = reader.flag() ? readVui(reader) : undefined
  const vuiBroken = reader.overrun
  return {
    id,
    profile,
    constraints,
    level,
    chromaFormat: chroma.format,
    lumaDepth: chroma.lumaDepth,
    chromaDepth: chroma.chromaDepth,
    orderCountType,
    maxReferenceFrames,
    width: size.width,
    height: size.height,
    vuiFlagAt,
    vuiBroken,
    ...(vui && !vuiBroken ? { vui } : {}),
  }
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0')

/** RFC 6381 name of what an SPS asks of a decoder. */
export const avcCodecString = (sps: Pick<Sps, 'profile' | 'constraints' | 'level'>): string =>
  `avc1.${hex(sps.profile)}${hex(sps.constraints)}${hex(sps.level)}`

interface Chroma {
  format: number
  separatePlanes: boolean
  lumaDepth: number
  chromaDepth: number
}

const readChroma = (reader: BitReader, profile: number): Chroma => {
  if (!WITH_CHROMA_FORMAT.has(profile))
    return { format: 1, separatePlanes: false, lumaDepth: 8, chromaDepth: 8 }
  const format = reader.unsigned()
  const separatePlanes = format === 3 && reader.flag()
  const lumaDepth = 8 + reader.unsigned()
  const chromaDepth = 8 + reader.unsigned()
  reader.flag()
  if (reader.flag())
    for (let list = 0; list < (format === 3 ? 12 : 8); list++)
      if (reader.flag()) skipScalingList(reader, list < 6 ? 16 : 64)
  return { format, separatePlanes, lumaDepth, chromaDepth }
}

const skipScalingList = (reader: BitReader, size: number): void => {
  let last = 8
  let next = 8
  for (let i = 0; i < size && !reader.overrun; i++) {
    if (next !== 0) next = (last + reader.signed() + 256) & 0xff
    last = next === 0 ? last : next
  }
}

const readOrderCount = (reader: BitReader): number => {
  const type = reader.unsigned()
  if (type === 0) reader.unsigned()
  if (type === 1) {
    reader.flag()
    reader.signed()
    reader.signed()
    const cycle = reader.unsigned()
    for (let i = 0; i < cycle && !reader.overrun; i++) reader.signed()
  }
  return type
}

const readSize = (reader: BitReader, chroma: Chroma) => {
  const columns = reader.unsigned() + 1
  const rows = reader.unsigned() + 1
  const framesOnly = reader.flag()
  if (!framesOnly) reader.flag()
  reader.flag()
  const fields = framesOnly ? 1 : 2
  let width = columns * 16
  let height = rows * 16 * fields
  if (reader.flag()) {
    const planar = chroma.format === 0 || chroma.separatePlanes
    const stepX = planar || chroma.format === 3 ? 1 : 2
    const stepY = (!planar && chroma.format === 1 ? 2 : 1) * fields
    const [left, right] = [reader.unsigned(), reader.unsigned()]
    const [top, bottom] = [reader.unsigned(), reader.unsigned()]
    width -= (left + right) * stepX
    height -= (top + bottom) * stepY
  }
  const sensible = width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE
  return { width, height, sensible }
}
