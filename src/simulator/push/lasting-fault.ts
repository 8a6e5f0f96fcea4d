import type { Cancel, Clock } from '../dock/clock'
import type { FaultSet } from '../fault-set'
import type { FaultName } from '../fault-switches'

/** A fault that holds from so many seconds after the beginning until it is switched off. */
export class LastingFault {
  private began = 0
  private holds = false
  private cancel: Cancel = () => {}
  private unwatch: Cancel = () => {}

  constructor(
    private readonly needs: { clock: Clock; faults: FaultSet },
    private readonly name: FaultName,
    private readonly changed: (holds: boolean) => void,
  ) {}

  /** Counts from now on. */
  begin(): void {
    this.end()
    this.began = this.needs.clock.now()
    this.unwatch = this.needs.faults.onChange((name) => {
      if (name === this.name) this.judge()
    })
    this.judge()
  }

  end(): void {
    this.cancel()
    this.unwatch()
    this.say(false)
  }

  private judge(): void {
    this.cancel()
    const seconds = this.needs.faults.amount(this.name)
    if (seconds === undefined) return this.say(false)
    const left = this.began + seconds * 1000 - this.needs.clock.now()
    if (left <= 0) return this.say(true)
    this.say(false)
    this.cancel = this.needs.clock.after(left, () => this.say(true))
  }

  private say(holds: boolean): void {
    if (holds === this.holds) return
    this.holds = holds
    this.changed(holds)
  }
}
