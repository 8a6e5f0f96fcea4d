import type { ChildProcess } from 'node:child_process'

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

  constructor(private readonly needs: SimulatedDocksNeeds) {}

  /** Starts this many simulated docks. */
  start(docks: number, broker: DemoBroker): void {
    this.wanted = true
    const args = [
      '--simulate',
      `--docks=${docks}`,
      `--broker=mqtt://${encodeURIComponent(broker.username)}@127.0.0.1:${broker.port}`,
      '--model=dock2,dock3,dock1',
      '--follow-stdin',
    ]
    // By environment, because every user of a computer may read a process list.
    const child = this.needs.spawn(args, { DOCKWALL_SIMULATOR_PASSWORD: broker.password })
    this.child = child
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.hear(text))
    child.once('error', (error) => this.needs.failed(error.message))
    child.once('exit', (code, signal) => {
      if (!this.wanted || this.child !== child) return
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
  }

  private hear(text: string): void {
    for (const line of text.split('\n'))
      if (line.trim() !== '' && !NOISE.test(line)) this.needs.said(line.trim())
  }
}
