import type { PushedUnit } from '@protocol/rtmp/publisher'
import type { FaultSet } from '../fault-set'

const SEI = 6
const USER_DATA_UNREGISTERED = 5
const JUMP_EVERY_MS = 5_000
const SEI_ONLY_EVERY = 3

/** What the media faults make of the units of one push. */
export class UnitFaults {
  private count = 0

  constructor(private readonly faults: FaultSet) {}

  /** @param elapsed milliseconds since media began. @returns what is sent instead of the unit. */
  apply(unit: PushedUnit, elapsed: number): PushedUnit[] {
    const { faults } = this
    const silent = faults.amount('media-silent')
    if (silent !== undefined && elapsed >= silent * 1000) return []
    const jump = Math.floor(elapsed / JUMP_EVERY_MS) % 2 === 1 ? faults.amount('timestamp-jump') : 0
    const timeMs = Math.max(0, unit.timeMs + (jump ?? 0))
    if (!faults.on('sei5')) return [{ ...unit, timeMs }]
    const sei = seiOfType5()
    const alone: PushedUnit = { data: sei, key: false, timeMs }
    const both = { ...unit, timeMs, data: joined(sei, unit.data) }
    return ++this.count % SEI_ONLY_EVERY === 0 ? [alone, both] : [both]
  }
}

/** A length-prefixed SEI NAL unit: 16 bytes of UUID and a short text (H.264 D.1.7). */
function seiOfType5(): Uint8Array {
  const uuid = Uint8Array.from({ length: 16 }, (_, at) => 0x40 + at)
  const text = new TextEncoder().encode('simulated dock')
  const size = uuid.length + text.length
  const nal = Uint8Array.of(SEI, USER_DATA_UNREGISTERED, size, ...uuid, ...text, 0x80)
  return joined(Uint8Array.of(0, 0, 0, nal.length), nal)
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}
