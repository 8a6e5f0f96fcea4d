import type { Cancel, Clock } from './dock/clock'
import type { FaultSet } from './fault-set'
import type { FaultName } from './fault-switches'

/**
 * A fault that strikes again and again, its value being the seconds in between. Switched on while
 * it is watched it strikes at once; with the value 0 only then.
 */
export class TimedFault {
  private cancel: Cancel = () => {}
  private unwatch: Cancel = () => {}

  constructor(
    private readonly needs: { clock: Clock; faults: FaultSet },
    private readonly name: FaultName,
    private readonly strike: () => void,
  ) {}

  /** Strikes from now on; called again it counts anew. */
  begin(): void {
    this.end()
    this.unwatch = this.needs.faults.onChange((name) => {
      if (name === this.name) this.switched()
    })
    this.plan()
  }

  end(): void {
    this.cancel()
    this.unwatch()
  }

  private switched(): void {
    this.cancel()
    if (!this.needs.faults.on(this.name)) return
    this.plan()
    this.strike()
  }

  private plan(): void {
    const seconds = this.needs.faults.amount(this.name) ?? 0
    if (seconds === 0) return
    this.cancel = this.needs.clock.after(seconds * 1000, () => {
      this.plan()
      this.strike()
    })
  }
}
