import type { DemoFault, DemoFaultOn } from '@shared/demo-fault'

interface Switch {
  fault: string
  value?: string
}

/** Ends the running streams once, so that what concerns a start is seen at once. */
const STARTS_ANEW: Switch = { fault: 'congestion', value: '0' }
const code = (value: string): Switch[] => [{ fault: 'code', value }, STARTS_ANEW]

/** What each fault is to the simulator, in the order in which it is switched on. */
const SWITCHES: Readonly<Record<DemoFault, readonly Switch[]>> = {
  'mqtt-lost': [{ fault: 'drop-mqtt', value: '0' }],
  'power-lost': [{ fault: 'power-cycle', value: '0' }],
  'aircraft-off': [{ fault: 'aircraft-cycle', value: '0' }],
  'publisher-killed': [{ fault: 'push-drop', value: '15' }],
  'publisher-dead': [{ fault: 'push-dead', value: '0' }],
  'media-none': [
    { fault: 'media-silent', value: '0' },
    { fault: 'push-drop', value: '0' },
  ],
  'media-stopped': [{ fault: 'media-silent', value: '0' }],
  frozen: [{ fault: 'media-frozen', value: '0' }],
  resolution: [{ fault: 'resolution-change', value: '8' }],
  timestamps: [{ fault: 'timestamp-jump', value: '5000' }],
  'reply-lost': [{ fault: 'reply-lost' }, STARTS_ANEW],
  'reply-late': [{ fault: 'reply-late' }, STARTS_ANEW],
  'wrong-tid': [{ fault: 'wrong-tid' }, STARTS_ANEW],
  'code-513003': code('513003'),
  'code-513006': code('513006'),
  'code-513008': code('513008'),
  'code-513009': code('513009'),
  'code-513010': code('513010'),
  'code-513015': [{ fault: 'congestion', value: '15' }],
  'code-513017': [{ fault: 'media-download' }, STARTS_ANEW],
}

export interface DemoFaultsNeeds {
  /** Gives the simulator an order; answers with what was wrong, if anything was. */
  order(order: object): Promise<string | undefined>
  /** `list` gives something else now. */
  changed(): void
}

/** The faults that operators have switched on in the demo, one at a time for each dock. */
export class DemoFaults {
  private readonly on = new Map<string, DemoFault>()

  constructor(private readonly needs: DemoFaultsNeeds) {}

  list(): DemoFaultOn[] {
    return [...this.on].map(([gatewaySn, fault]) => ({ gatewaySn, fault }))
  }

  /**
   * Switches a fault of a dock on in place of the one before, or off.
   * @returns what went wrong, for the log and the screen; undefined when nothing did.
   */
  async set(wanted: DemoFaultOn & { on: boolean }): Promise<string | undefined> {
    const { gatewaySn: dock, fault, on } = wanted
    if (!on && this.on.get(dock) !== fault) return undefined
    const cleared = await this.needs.order({ dock, clear: true })
    if (cleared !== undefined) return cleared
    this.on.delete(dock)
    const orders = on ? SWITCHES[fault].map((one) => ({ dock, ...one })) : []
    const problems = await Promise.all(orders.map((order) => this.needs.order(order)))
    const problem = problems.find((one) => one !== undefined)
    if (on && problem === undefined) this.on.set(dock, fault)
    this.needs.changed()
    return problem
  }

  /** The docks are new ones: nothing is on. */
  forget(): void {
    if (this.on.size === 0) return
    this.on.clear()
    this.needs.changed()
  }
}
