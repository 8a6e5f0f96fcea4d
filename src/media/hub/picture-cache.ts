import type { AccessUnit, DecoderConfig } from '@shared/access-unit'

const MAX_UNITS = 1200
const MAX_BYTES = 16 << 20

/**
 * The units since the newest key picture, for those who come late. A group of pictures that grows
 * over the bounds is given up: late comers then wait for the next key picture.
 */
export class PictureCache {
  private units: AccessUnit[] = []
  private bytes = 0
  private config: DecoderConfig | undefined
  private lost = true

  add(unit: AccessUnit): void {
    if (unit.config) this.config = unit.config
    if (unit.key) {
      this.units = []
      this.bytes = 0
      this.lost = false
    }
    if (this.lost) return
    this.bytes += unit.data.length
    if (this.units.length >= MAX_UNITS || this.bytes > MAX_BYTES) {
      this.units = []
      this.lost = true
    } else {
      this.units.push(unit)
    }
  }

  clear(): void {
    this.units = []
    this.bytes = 0
    this.config = undefined
    this.lost = true
  }

  /** What a late comer needs, oldest first; the first unit carries the configuration. May be empty. */
  replay(): AccessUnit[] {
    const [first, ...rest] = this.units
    const { config } = this
    return first && config ? [{ ...first, config }, ...rest] : []
  }
}
