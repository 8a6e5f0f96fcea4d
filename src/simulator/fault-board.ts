import type { FaultSet } from './fault-set'
import type { Order } from './orders/read-order'
import type { SimulatorEvent } from './reporter'
import type { ScenarioStep } from './scenario/scenario-step'

/** The faults of all docks, to be switched by the number or serial number of a dock. */
export class FaultBoard {
  private readonly docks: { sn: string; faults: FaultSet }[] = []

  constructor(private readonly report: (event: SimulatorEvent) => void) {}

  /** The next dock; its number is its place from 1. */
  add(sn: string, faults: FaultSet): void {
    this.docks.push({ sn, faults })
    faults.onChange((fault) => {
      const value = faults.value(fault)
      const on = value !== undefined
      this.report({ kind: 'fault', sn, fault, on, ...(on ? { value } : {}) })
    })
  }

  /** Switches a fault; `value` undefined is off. Gives what is wrong, if anything is. */
  switch({ dock, fault, value }: Pick<ScenarioStep, 'dock' | 'fault' | 'value'>) {
    return this.each(dock, (faults) => faults.set(fault, value))
  }

  obey(order: Order): string | undefined {
    if (order.kind === 'fault') return this.switch(order.fault)
    return this.each(order.dock, (faults) => faults.clear())
  }

  private each(
    dock: number | string | undefined,
    act: (faults: FaultSet) => void,
  ): string | undefined {
    const meant = this.docks.filter(
      ({ sn }, index) => dock === undefined || dock === sn || dock === index + 1,
    )
    for (const { faults } of meant) act(faults)
    return meant.length === 0 ? `there is no dock ${dock ?? ''}`.trim() : undefined
  }
}
