import type { SiteState } from '@shared/site'

type Progress = NonNullable<SiteState['onboarding']>
type Step = Progress[string]

const ORDER: readonly Step[] = ['connected', 'licence', 'bound']
/** Whoever watches a set-up watches a few docks; windows are told all of them each time. */
const MOST = 200

/** How far each gateway has come in its set-up, as what it asked for and was given tells. */
export class OnboardingProgress {
  readonly #steps = new Map<string, Step>()
  readonly #changed: () => void

  /** `changed` is called after each step that is new. */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** A gateway reached a step. One that asks again, as docks do, does not fall back. */
  reached(gatewaySn: string, step: Step): void {
    const before = this.#steps.get(gatewaySn)
    if (before === undefined && this.#steps.size >= MOST) return
    if (rank(step) <= rank(before)) return
    this.#steps.set(gatewaySn, step)
    this.#changed()
  }

  all(): Progress {
    return Object.fromEntries(this.#steps)
  }
}

const rank = (step: Step | undefined): number => (step === undefined ? -1 : ORDER.indexOf(step))
