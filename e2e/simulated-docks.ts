import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { appEnvironment, sandboxSwitches } from './app-environment'

/** A line of the simulator's `--json` output. */
export interface SimulatorEvent {
  event: string
  [fact: string]: unknown
}

/** A broker on this computer and how docks sign in there. */
export interface DocksBroker {
  brokerPort: number
  password: string
  bindingCode?: string
}

/** Simulated docks in a process of their own, as a customer's docks are. */
export class SimulatedDocks {
  readonly events: SimulatorEvent[] = []

  private constructor(private readonly child: ChildProcess) {
    if (child.stdout !== null)
      createInterface(child.stdout).on('line', (line) => {
        if (line.startsWith('{')) this.events.push(JSON.parse(line) as SimulatorEvent)
      })
  }

  static start(broker: DocksBroker, args: string[] = []): SimulatedDocks {
    const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
    if (folder === undefined) throw new Error('run end-to-end tests by npm run e2e')
    const program = process.platform === 'win32' ? 'electron.exe' : 'electron'
    return new SimulatedDocks(
      spawn(
        join(folder, program),
        [
          ...sandboxSwitches,
          '.',
          '--simulate',
          '--json',
          '--follow-stdin',
          `--broker=mqtt://dock@127.0.0.1:${broker.brokerPort}`,
          '--reply-delay=50-150',
          '--aircraft-after=1',
          ...args,
        ],
        {
          env: {
            ...appEnvironment(),
            DOCKWALL_SIMULATOR_PASSWORD: broker.password,
            ...(broker.bindingCode === undefined
              ? {}
              : { DOCKWALL_SIMULATOR_BINDING_CODE: broker.bindingCode }),
          },
          stdio: ['pipe', 'pipe', 'ignore'],
        },
      ),
    )
  }

  /** How often something was told, for example `push-started`. */
  count(event: string): number {
    return this.events.filter((told) => told.event === event).length
  }

  /** Switches a fault of all docks on, or every fault off. */
  order(order: { fault: string; value?: string } | { clear: true }): void {
    this.child.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = new Promise((done) => this.child.once('exit', done))
    this.child.stdin?.end()
    this.child.kill()
    await ended
  }
}
