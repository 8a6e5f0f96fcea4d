import { uint16 } from '../big-endian'
import { ByteWriter } from '../byte-writer'
import { readSps } from './sps'

/** An AVC decoder configuration record (ISO/IEC 14496-15 section 5.3.3.1). */
export interface AvcC {
  /** Bytes of each NAL unit's length: 1 to 4. */
  lengthSize: number
  sps: Uint8Array[]
  pps: Uint8Array[]
}

export type AvcCProblem = 'config-truncated' | 'config-version'

/** Reads a record; its parameter sets are views and not looked into. */
export const readAvcC = (
  record: Uint8Array,
): { ok: true; avcC: AvcC } | { ok: false; problem: AvcCProblem } => {
  if (record.length < 7) return { ok: false, problem: 'config-truncated' }
  if (record[0] !== 1) return { ok: false, problem: 'config-version' }
  const sps = readSets(record, 6, (record[5] ?? 0) & 0x1f)
  const pps = sps && readSets(record, sps.end + 1, record[sps.end] ?? 0)
  if (!sps || !pps || sps.end >= record.length) return { ok: false, problem: 'config-truncated' }
  const lengthSize = ((record[4] ?? 0) & 3) + 1
  return { ok: true, avcC: { lengthSize, sps: sps.sets, pps: pps.sets } }
}

const readSets = (record: Uint8Array, start: number, count: number) => {
  const sets: Uint8Array[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    const from = at + 2
    at = from + uint16(record, at)
    if (from > record.length || at > record.length) return undefined
    if (at > from) sets.push(record.subarray(from, at))
  }
  return { sets, end: at }
}

const WITH_EXTENSION: ReadonlySet<number> = new Set([100, 110, 122, 144])

/** Writes a record for units with four-byte lengths. The first SPS gives profile and level. */
export const writeAvcC = (sps: readonly Uint8Array[], pps: readonly Uint8Array[]): Uint8Array => {
  const [first] = sps
  const writer = new ByteWriter().uint8(1)
  writer
    .uint8(first?.[1] ?? 0)
    .uint8(first?.[2] ?? 0)
    .uint8(first?.[3] ?? 0)
  writer.uint8(0xff).uint8(0xe0 | sps.length)
  for (const set of sps) writer.uint16(set.length).put(set)
  writer.uint8(pps.length)
  for (const set of pps) writer.uint16(set.length).put(set)
  const read = first && readSps(first)
  if (read && WITH_EXTENSION.has(read.profile)) {
    writer.uint8(0xfc | read.chromaFormat)
    writer.uint8(0xf8 | (read.lumaDepth - 8)).uint8(0xf8 | (read.chromaDepth - 8))
    writer.uint8(0)
  }
  return writer.finish()
}
