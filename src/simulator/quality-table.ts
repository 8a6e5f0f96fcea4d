import type { GatewayKind } from './gateway-kinds'

/** DJI `video_quality`. */
export type Quality = 0 | 1 | 2 | 3 | 4

export interface QualityRow {
  name: string
  width: number
  height: number
  /** Bits a second. */
  bitrate: number
}

const MEGABIT = 1_000_000
const SMOOTH = { common: 512_000, dock2: MEGABIT, dock3: 512_000 } as const
const UHD = { common: 3 * MEGABIT, dock2: 8 * MEGABIT, dock3: 8 * MEGABIT } as const

/** Whether a number is one of the five levels. */
export const isQuality = (value: number): value is Quality =>
  Number.isInteger(value) && value >= 0 && value <= 4

/**
 * Size and bit rate of a level (DJI: live_set_quality). What adaptive chooses varies; field
 * captures show the size of the lowest level.
 */
export function qualityRow(quality: Quality, rates: GatewayKind['rates']): QualityRow {
  switch (quality) {
    case 0:
      return { name: 'adaptive', width: 960, height: 540, bitrate: MEGABIT }
    case 1:
      return { name: 'smooth', width: 960, height: 540, bitrate: SMOOTH[rates] }
    case 2:
      return { name: 'SD', width: 1280, height: 720, bitrate: MEGABIT }
    case 3:
      return { name: 'HD', width: 1280, height: 720, bitrate: 1.5 * MEGABIT }
    case 4:
      return { name: 'UHD', width: 1920, height: 1080, bitrate: UHD[rates] }
  }
}
