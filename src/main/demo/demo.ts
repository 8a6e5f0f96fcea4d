import type { ChildProcess } from 'node:child_process'
import type { Gateway } from '@shared/fleet'
import type { Wall } from '@shared/wall'
import { createLogger } from '../log/create-logger'
import type { DemoFaults } from './demo-faults'
import { fillDemoWall } from './demo-wall'
import { SimulatedDocks, type DemoBroker } from './simulated-docks'

const log = createLogger('demo')

export interface DemoNeeds {
  /** Number of docks asked for on the command line; overrules the settings and is not kept. */
  asked: number | undefined
  /** Number of docks as configured. */
  configured(): number
  spawn(args: string[], env: Record<string, string>): ChildProcess
  /** The simulated docks run, after they may have failed. */
  runs(): void
  failed(reason: string): void
  /** Other faults are on than before. */
  faultsChanged(): void
}

/** The demo: how many docks it has, their process, and what they put on the wall. */
export class Demo {
  readonly #needs: DemoNeeds
  readonly #simulated: SimulatedDocks
  #asked: number | undefined

  constructor(needs: DemoNeeds) {
    this.#needs = needs
    this.#asked = needs.asked
    this.#simulated = new SimulatedDocks({
      spawn: (args, env) => needs.spawn(args, env),
      said: (line) => {
        log.debug(`simulator: ${line}`)
        needs.runs()
      },
      failed: (reason) => needs.failed(reason),
      faultsChanged: () => needs.faultsChanged(),
    })
  }

  /** True while the command line makes the site a demo, whatever is configured. */
  get asked(): boolean {
    return this.#asked !== undefined
  }

  /** The operator chose otherwise than the command line. */
  overrule(): void {
    this.#asked = undefined
  }

  /** What operators have let go wrong with its docks. */
  get faults(): DemoFaults {
    return this.#simulated.faults
  }

  start(broker: DemoBroker): void {
    this.#simulated.start(this.#docks(), broker)
  }

  stop(): void {
    this.#simulated.stop()
  }

  /** The wall with docks of the fleet that are new on it; the same object when there are none. */
  fill(wall: Wall, fleet: readonly Gateway[]): Wall {
    return fillDemoWall(wall, fleet, this.#docks())
  }

  #docks(): number {
    return this.#asked ?? this.#needs.configured()
  }
}
