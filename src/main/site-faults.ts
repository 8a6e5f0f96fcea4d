import type { Fault, FaultCode } from '@shared/fault'

const MOST = 20
/** What docks meet while the licence or the binding code is not right. */
const OF_CLOUD: readonly FaultCode[] = ['app-credentials-missing', 'binding-code-wrong']
/** Faults that a new start of the site makes void. */
const OF_RUN: readonly FaultCode[] = [
  'broker-port-busy',
  'broker-listen-failed',
  'demo-failed',
  'stations-unheard',
  ...OF_CLOUD,
]

/** Faults of the whole site: one of each code and detail, newest last, bounded. */
export class SiteFaults {
  private list: Fault[] = []

  constructor(private readonly changed: () => void) {}

  all(): Fault[] {
    return [...this.list]
  }

  /** Raised again while it stands, a fault keeps its beginning: it is one fault, not many. */
  raise(fault: Fault): void {
    const isSame = (known: Fault): boolean =>
      known.code === fault.code && known.detail === fault.detail
    const { at } = this.list.find(isSame) ?? fault
    const others = this.list.filter((known) => !isSame(known))
    this.list = [...others, { ...fault, at }].slice(-MOST)
    this.changed()
  }

  /** Takes away every fault of these codes: their cause is gone. */
  clear(...codes: FaultCode[]): void {
    const kept = this.list.filter((fault) => !codes.includes(fault.code))
    if (kept.length === this.list.length) return
    this.list = kept
    this.changed()
  }

  /** Licence or binding code were changed: a dock that still meets a fault raises it again. */
  clearCloud(): void {
    this.clear(...OF_CLOUD)
  }

  /** Takes away what belonged to a run of the site before the one that begins. */
  clearRun(): void {
    this.clear(...OF_RUN)
  }
}
