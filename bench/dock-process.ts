import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { environment, sandboxSwitches } from './environment'

export interface DocksWanted {
  /** DISPLAY for the window that draws the pictures. */
  display: string
  docks: number
  fps: number
  /** Seconds from key frame to key frame. */
  gop: number
  /** More switches of the simulator. */
  more?: readonly string[]
}

/** A line of the simulator's `--json` output and when it came, milliseconds since the epoch. */
export interface DockEvent {
  at: number
  event: string
  sn?: string
  [fact: string]: unknown
}

/** A picture's own time and the clock that is painted into it are read one after the other. */
const CLOCK_MS = 30

/** What is asked of docks that run: a fault on or off, or all of them off. */
type Order =
  | { fault: string; value?: string | number; on?: boolean; dock?: number }
  | { clear: true; dock?: number }

/** Simulated docks in a process of their own. */
export class DockProcess {
  readonly events: DockEvent[] = []

  private constructor(private readonly child: ChildProcess) {
    if (child.stdout !== null)
      createInterface(child.stdout).on('line', (line) => {
        if (!line.startsWith('{')) return
        this.events.push({ ...(JSON.parse(line) as { event: string }), at: Date.now() })
      })
    // An order to docks that have ended goes nowhere.
    child.stdin?.on('error', () => undefined)
  }

  static start(
    { docks, fps, gop, display, more = [] }: DocksWanted,
    broker: { port: number; password: string },
  ): DockProcess {
    const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
    const switches = [
      '--simulate',
      '--json',
      '--follow-stdin',
      `--docks=${docks}`,
      `--fps=${fps}`,
      `--gop=${gop}`,
      `--broker=mqtt://dock@127.0.0.1:${broker.port}`,
      ...more,
    ]
    return new DockProcess(
      spawn(join(dist, 'electron'), [...sandboxSwitches, '.', ...switches], {
        env: { ...environment(), DISPLAY: display, DOCKWALL_SIMULATOR_PASSWORD: broker.password },
        stdio: ['pipe', 'pipe', 'ignore'],
      }),
    )
  }

  order(order: Order): void {
    this.child.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  /** The first event of that kind since `since`, if it has come. */
  first(event: string, since: number): DockEvent | undefined {
    return this.events.find((told) => told.event === event && told.at >= since)
  }

  /** All events of that kind since `since`. */
  all(event: string, since: number): DockEvent[] {
    return this.events.filter((told) => told.event === event && told.at >= since)
  }

  /** Pictures that their camera left out between two pictures that it took, by its own clock. */
  picturesSkipped(from: number, to: number): number {
    return this.events
      .filter(({ event }) => event === 'pictures-skipped')
      .map((told) => ({ from: Number(told['from']), to: Number(told['to']), told }))
      .filter((gap) => gap.from >= from - CLOCK_MS && gap.to <= to + CLOCK_MS)
      .reduce((sum, { told }) => sum + Number(told['pictures']), 0)
  }

  stop(): void {
    this.child.stdin?.end()
    this.child.kill()
  }
}
