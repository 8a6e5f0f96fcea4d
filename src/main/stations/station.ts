import type { StreamWish } from '@shared/stream'

/** A wish as stations tell it to each other. */
export interface SharedWish extends StreamWish {
  /**
   * When an operator of any station last chose quality, lens, position or protocol of this stream;
   * milliseconds since the epoch, but only compared: a later choice has the higher number, whatever
   * the clocks of the stations show. 0 when nobody has since the station began.
   */
  at: number
  /** The pictures of this stream arrive at that station. */
  pictures: boolean
}

/** What one station says of itself. */
export interface Station {
  id: string
  /** It can send docks somewhere: what it receives pictures with is ready. */
  able: boolean
  wishes: readonly SharedWish[]
}
