import type { Fault, FaultCode } from '@shared/fault'

const SHOWN_MS = 60_000

/** Tells faults that are over already: each for a while, counted from the last time it was met. */
export class PassingFaults {
  readonly #ends = new Map<FaultCode, () => void>()

  constructor(
    private readonly faults: { raise(fault: Fault): void; clear(code: FaultCode): void },
    private readonly schedule: (act: () => void, ms: number) => () => void,
  ) {}

  raise(fault: Fault): void {
    const { code } = fault
    this.#ends.get(code)?.()
    this.faults.clear(code)
    this.faults.raise(fault)
    this.#ends.set(
      code,
      this.schedule(() => this.faults.clear(code), SHOWN_MS),
    )
  }
}
