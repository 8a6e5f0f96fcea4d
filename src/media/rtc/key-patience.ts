import { NAL, nalType } from '@protocol/h264/nal-units'

const STAP_A = 24
const FU_A = 28
/** How long a key picture may take from its first packet to its last. */
const ARRIVAL_MS = 300

/** Says whether to ask for the key picture that is needed, or whether it is just coming in. */
export class KeyPatience {
  private comingSince: number | undefined

  /** A packet came while a key picture is needed; `now` in ms. True: ask for one. */
  ask(payload: Uint8Array, now: number): boolean {
    if (this.comingSince === undefined && belongsToKey(payload)) this.comingSince = now
    if (this.comingSince === undefined || now - this.comingSince <= ARRIVAL_MS)
      return this.comingSince === undefined
    this.comingSince = undefined
    return true
  }

  /** It is here. */
  met(): void {
    this.comingSince = undefined
  }
}

/** Parameter sets or part of an IDR picture (RFC 6184 section 5.2), judged by the first NAL unit. */
const belongsToKey = (payload: Uint8Array): boolean => {
  const outer = nalType(payload)
  const type =
    outer === STAP_A ? (payload[3] ?? 0) : outer === FU_A ? (payload[1] ?? 0) : (payload[0] ?? 0)
  return [NAL.idr, NAL.sps, NAL.pps].some((key) => key === (type & 0x1f))
}
