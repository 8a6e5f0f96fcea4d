import { joinNals, lengthPrefixedNals } from '../h264/nal-units'
import type { StreamProblem, StreamStep } from '../h264/avc-stream'
import type { CodecConfig } from '../h264/parameter-sets'
import { readHvcC } from './hvcc'

const LAST_PICTURE_TYPE = 31
const FIRST_KEY_TYPE = 16
const LAST_KEY_TYPE = 21

/** NAL unit types, H.265 table 7-1. */
const nalType = (nal: Uint8Array): number => ((nal[0] ?? 0) >> 1) & 0x3f

/**
 * The same for HEVC as AvcStream for AVC, with less care: docks do not announce H.265, so it is
 * passed on where a publisher sends it. Parameter sets inside units are left out.
 */
export class HevcStream {
  private lengthSize = 4
  private config: CodecConfig | undefined
  private changed = false
  private awaitsKey = true

  configure(record: Uint8Array): StreamProblem | undefined {
    const read = readHvcC(record)
    if (!read) return 'config-unreadable'
    if (String(this.config?.description) === String(read.config.description)) return undefined
    this.lengthSize = read.lengthSize
    this.config = read.config
    this.changed = true
    this.awaitsKey = true
    return undefined
  }

  unit(data: Uint8Array): StreamStep {
    if (!this.config) return { kind: 'problem', problem: 'config-missing' }
    const nals = lengthPrefixedNals(data, this.lengthSize)
    if (!nals) return { kind: 'problem', problem: 'unit-truncated' }
    const slices = nals.filter((nal) => nalType(nal) <= LAST_PICTURE_TYPE)
    if (slices.length === 0) return { kind: 'nothing' }
    const key = slices.some(
      (nal) => nalType(nal) >= FIRST_KEY_TYPE && nalType(nal) <= LAST_KEY_TYPE,
    )
    if (this.awaitsKey && !key) return { kind: 'problem', problem: 'key-frame-awaited' }
    this.awaitsKey = false
    const picture = { kind: 'picture', data: joinNals(slices), key } as const
    if (!this.changed) return picture
    this.changed = false
    return { ...picture, config: this.config }
  }
}
