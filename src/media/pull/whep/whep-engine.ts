import { performance } from 'node:perf_hooks'
import { makeCertificate, type OwnCertificate } from '../../rtc/werift/own-certificate'
import { Ticking } from '../../rtc/ticking'

/** What all pulls by WHEP share. */
export interface WhepEngine {
  certificate: OwnCertificate
  ticking: Ticking
  /** Milliseconds by a clock that nobody sets. */
  clock: () => number
}

export const makeWhepEngine = async (): Promise<WhepEngine> => ({
  certificate: await makeCertificate(),
  ticking: new Ticking(),
  clock: () => performance.now(),
})
