import type { Clock } from '../dock/clock'
import type { ScenarioStep } from './scenario-step'

/** Switches a fault of a dock; `value` undefined is off. Gives what is wrong, if anything is. */
export type SwitchFault = (
  fault: Pick<ScenarioStep, 'dock' | 'fault' | 'value'>,
) => string | undefined

/** Plays the steps of a scenario, which may be without end, at their times. */
export class ScenarioPlayer {
  private stopped = false
  /** The latest step for a dock and a fault: only its own end switches it off. */
  private readonly latest = new Map<string, ScenarioStep>()

  constructor(
    private readonly clock: Clock,
    private readonly switchFault: SwitchFault,
    private readonly problem: (text: string) => void,
  ) {}

  /** Begins now. Steps come in the order of their times. */
  play(steps: Iterable<ScenarioStep>): void {
    const began = this.clock.now()
    const rest = steps[Symbol.iterator]()
    const next = (): void => {
      const { value: step, done } = rest.next()
      if (done === true || step === undefined) return
      this.clock.after(Math.max(0, began + step.at * 1000 - this.clock.now()), () => {
        if (this.stopped) return
        this.take(step)
        next()
      })
    }
    next()
  }

  stop(): void {
    this.stopped = true
  }

  private take(step: ScenarioStep): void {
    const key = `${step.fault} ${step.dock ?? ''}`
    this.latest.set(key, step)
    const problem = this.switchFault(step)
    if (problem !== undefined) this.problem(`scenario at ${step.at} s: ${problem}`)
    if (step.lasts === undefined) return
    this.clock.after(step.lasts * 1000, () => {
      if (this.stopped || this.latest.get(key) !== step) return
      this.latest.delete(key)
      this.switchFault({ ...step, value: undefined })
    })
  }
}
