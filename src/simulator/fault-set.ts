import type { FaultName, FaultSwitch } from './fault-switches'

/** The faults of one dock; can be switched while it runs. */
export class FaultSet {
  private readonly active = new Map<FaultName, { value: string; left: number }>()
  private readonly listeners = new Set<(name: FaultName) => void>()

  constructor(switches: readonly FaultSwitch[] = []) {
    for (const { name, value } of switches) this.set(name, value)
  }

  /** Switches a fault on with a checked value, or off with undefined. */
  set(name: FaultName, value: string | undefined): void {
    if (value === undefined) {
      if (!this.active.delete(name)) return
    } else {
      const times = Number(/(?:^|:)(\d{1,4})$/.exec(value)?.[1] ?? 0)
      this.active.set(name, { value, left: times > 0 ? times : Infinity })
    }
    for (const listener of [...this.listeners]) listener(name)
  }

  /** Switches every fault off. */
  clear(): void {
    for (const name of [...this.active.keys()]) this.set(name, undefined)
  }

  /** Told each fault that was switched on or off. Gives its off-switch. */
  onChange(listener: (name: FaultName) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The value of a fault that is on. */
  value(name: FaultName): string | undefined {
    return this.active.get(name)?.value
  }

  /** The value as a number, undefined when the fault is off. */
  amount(name: FaultName): number | undefined {
    const value = this.value(name)
    return value === undefined ? undefined : Number(value)
  }

  on(name: FaultName): boolean {
    return this.active.has(name)
  }

  /** True when the fault strikes now; one that is to strike N times then has one less to go. */
  strikes(name: FaultName): boolean {
    const fault = this.active.get(name)
    if (fault === undefined || fault.left <= 0) return false
    fault.left--
    return true
  }

  /** The code that a method must answer, when the fault `code` says so. */
  forcedCode(method: string): number | undefined {
    const [, meant = 'live_start_push', code] =
      /^(?:([a-z_]+):)?(\d{6})/.exec(this.value('code') ?? '') ?? []
    return code !== undefined && meant === method && this.strikes('code') ? Number(code) : undefined
  }
}
