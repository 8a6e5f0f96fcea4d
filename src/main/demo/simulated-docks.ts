import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { DemoFaults } from './demo-faults'
import { SimulatorOrders } from './simulator-orders'

/** The broker on this computer that simulated docks sign in at. */
export interface DemoBroker {
  port: number
  username: string
  password: string
}

export interface SimulatedDocksNeeds {
  /** Starts this same program with other arguments. */
  spawn(args: string[], env: Record<string, string>): ChildProcess
  /** A line the simulator printed, for the log. */
  said(line: string): void
  /** The simulator ended though nobody asked it to. */
  failed(reason: string): void
  /** Other faults are on than before. */
  faultsChanged(): void
}

const RESTART_MS = 2_000
/** What Chromium says of its encoder and of desktop services that are not there. */
const NOISE = /\[OpenH264\]|bus\.cc/

/**
 * Simulated docks in a process of their own, so that what happens to them never touches the wall.
 * They come back when they die and end with us: their standard input closes when we are gone.
 */
export class SimulatedDocks {
  private child: ChildProcess | undefined
  private again: NodeJS.Timeout | undefined
  private wanted = false
  private readonly orders = new SimulatorOrders(() => this.child?.stdin)
  /** What operators have let go wrong. */
  readonly faults: DemoFaults

  constructor(private readonly needs: SimulatedDocksNeeds) {
    this.faults = new DemoFaults({
      order: (order) => this.orders.give(order),
      changed: () => needs.faultsChanged(),
    })
  }

  /** Starts this many simulated docks. */
  start(docks: number, broker: DemoBroker): void {
    this.wanted = true
    const args = [
      '--simulate',
      `--docks=${docks}`,
      `--broker=mqtt://${encodeURIComponent(broker.username)}@127.0.0.1:${broker.port}`,
      '--model=dock2,dock3,dock1',
      '--follow-stdin',
      '--json',
    ]
    // By environment, because every user of a computer may read a process list.
    const child = this.needs.spawn(args, { DOCKWALL_SIMULATOR_PASSWORD: broker.password })
    this.child = child
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface(stream).on('line', (line) => this.hear(line))
    // A child that is gone cannot be told anything; its exit is what counts.
    child.stdin?.on('error', () => {})
    child.once('error', (error) => this.needs.failed(error.message))
    child.once('exit', (code, signal) => {
      if (!this.wanted || this.child !== child) return
      this.forget()
      this.needs.failed(`ended with ${signal ?? code ?? 'nothing'}`)
      this.again = setTimeout(() => this.start(docks, broker), RESTART_MS)
    })
  }

  stop(): void {
    this.wanted = false
    clearTimeout(this.again)
    this.child?.stdin?.end()
    this.child?.kill()
    this.child = undefined
    this.forget()
  }

  private forget(): void {
    this.orders.forget()
    this.faults.forget()
  }

  private hear(line: string): void {
    if (line.trim() === '' || NOISE.test(line)) return
    if (!this.orders.hear(line)) this.needs.said(line.trim())
  }
}
