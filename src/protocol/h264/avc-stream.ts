import { readAvcC, type AvcCProblem } from './avcc'
import { annexBNals, joinNals, lengthPrefixedNals, NAL, nalType } from './nal-units'
import { ParameterSets, type CodecConfig } from './parameter-sets'
import { isBSlice } from './slice'

export type StreamProblem =
  AvcCProblem | 'config-unreadable' | 'config-missing' | 'unit-truncated' | 'key-frame-awaited'

/** What one access unit came to. */
export type StreamStep =
  | { kind: 'picture'; data: Uint8Array; key: boolean; config?: CodecConfig }
  /** Only SEI, delimiters or parameter sets: fine, and nothing to show. */
  | { kind: 'nothing' }
  | { kind: 'problem'; problem: StreamProblem }

const LAST_SLICE_TYPE = 5

/**
 * Turns the AVC of one publisher into what a decoder likes: pictures with four-byte lengths, without
 * SEI, delimiters and parameter sets (docks send SEI-only units that freeze decoders), beginning
 * with a key picture, a new configuration whenever the parameter sets change, wherever they come.
 */
export class AvcStream {
  private sets = new ParameterSets()
  private lengthSize = 4
  private changed = false
  private awaitsKey = true
  private reorders = false

  /**
   * Takes a configuration record. Repeating the one in force changes nothing; a broken one leaves
   * what was before; one without parameter sets says that they come in the units.
   */
  configure(record: Uint8Array): StreamProblem | undefined {
    const read = readAvcC(record)
    if (!read.ok) return read.problem
    const { lengthSize, sps, pps } = read.avcC
    const sets = new ParameterSets()
    for (const nal of [...sps, ...pps]) sets.put(nal)
    const config = sets.config(true)
    if (!config && sps.length > 0) return 'config-unreadable'
    this.lengthSize = lengthSize
    if (config && fingerprint(config) !== fingerprint(this.sets.config(true))) {
      this.sets = sets
      this.changed = true
      this.awaitsKey = true
    }
    return undefined
  }

  /** Takes one access unit as FLV carries it. */
  unit(data: Uint8Array): StreamStep {
    const nals = this.split(data)
    if (!nals) return { kind: 'problem', problem: 'unit-truncated' }
    const slices: Uint8Array[] = []
    let key = false
    for (const nal of nals) {
      const type = nalType(nal)
      if (type >= NAL.slice && type <= LAST_SLICE_TYPE) {
        slices.push(nal)
        key ||= type === NAL.idr
        if (type === NAL.slice && !this.reorders && isBSlice(nal)) this.reorder()
      } else if (type === NAL.sps || type === NAL.pps) {
        if (this.sets.put(nal)) this.changed = true
      }
    }
    const [first] = slices
    if (!first) return { kind: 'nothing' }
    if (this.awaitsKey && !key) return { kind: 'problem', problem: 'key-frame-awaited' }
    if (!key || !this.changed) return this.picture(slices, key)
    const config = this.sets.config(this.reorders)
    if (!config) return { kind: 'problem', problem: 'config-missing' }
    this.changed = false
    return { ...this.picture(slices, key), config }
  }

  private picture(slices: Uint8Array[], key: boolean): StreamStep & { kind: 'picture' } {
    this.awaitsKey = false
    return { kind: 'picture', data: joinNals(slices), key }
  }

  /** The stream has B pictures after all: from the next key picture on, say so to the decoder. */
  private reorder(): void {
    this.reorders = true
    this.changed = true
  }

  private split(data: Uint8Array): Uint8Array[] | undefined {
    const nals = lengthPrefixedNals(data, this.lengthSize)
    const sensible = nals?.every((nal) => ((nal[0] ?? 0x80) & 0x80) === 0)
    return sensible ? nals : annexBNals(data)
  }
}

const fingerprint = (config: CodecConfig | undefined): string =>
  config ? String(config.description) : ''
