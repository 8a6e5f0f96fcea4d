import { BitReader } from './bit-reader'
import { writeAvcC } from './avcc'
import { unescapeNal } from './emulation-prevention'
import { NAL, nalType } from './nal-units'
import { avcCodecString, readSps, type Sps } from './sps'
import { spsWithoutReordering } from './sps-without-reordering'

/** What a decoder must be told, in terms of this module. */
export interface CodecConfig {
  codecString: string
  /** avcC or hvcC; owns its buffer. */
  description: Uint8Array
  width: number
  height: number
}

const MAX_SET_BYTES = 4096
/** avcC counts SPS in five bits; H.264 allows 256 PPS but real streams have a few. */
const MAX_SETS = 31

/** The parameter sets in force, by id. Takes copies, so that nothing holds on to a unit's buffer. */
export class ParameterSets {
  private readonly sps = new Map<number, { nal: Uint8Array; sps: Sps }>()
  private readonly pps = new Map<number, Uint8Array>()
  private newest: Sps | undefined

  /** Takes an SPS or a PPS; true when it changed something. Nonsense changes nothing. */
  put(nal: Uint8Array): boolean {
    if (nal.length > MAX_SET_BYTES) return false
    if (nalType(nal) === NAL.pps) {
      const reader = new BitReader(unescapeNal(nal.subarray(1)))
      const id = reader.unsigned()
      if (reader.overrun || same(this.pps.get(id), nal) || !hasRoom(this.pps, id)) return false
      this.pps.set(id, nal.slice())
      return true
    }
    const sps = readSps(nal)
    if (!sps || same(this.sps.get(sps.id)?.nal, nal) || !hasRoom(this.sps, sps.id)) return false
    this.sps.set(sps.id, { nal: nal.slice(), sps })
    this.newest = sps
    return true
  }

  /**
   * The configuration for a decoder, or undefined while a set is missing. Unless the stream
   * reorders pictures, the SPS is made to say that it does not.
   */
  config(reorders: boolean): CodecConfig | undefined {
    const { newest } = this
    if (!newest || this.pps.size === 0) return undefined
    const first = this.sps.get(newest.id)
    const others = [...this.sps.values()].filter((each) => each !== first)
    const ordered = first ? [first, ...others] : others
    const sps = ordered.map(({ nal, sps: read }) =>
      reorders ? nal : spsWithoutReordering(nal, read),
    )
    return {
      codecString: avcCodecString(newest),
      description: writeAvcC(sps, [...this.pps.values()]),
      width: newest.width,
      height: newest.height,
    }
  }
}

const hasRoom = (sets: ReadonlyMap<number, unknown>, id: number) =>
  sets.has(id) || sets.size < MAX_SETS

const same = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one?.length === other.length && one.every((byte, at) => byte === other[at])
