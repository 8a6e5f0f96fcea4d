import type { Writable } from 'node:stream'

const ANSWER_MS = 3_000

/** Orders to the simulator on its standard input and their answers on its output. */
export class SimulatorOrders {
  private count = 0
  private readonly waiting = new Map<number, (problem: string | undefined) => void>()

  constructor(private readonly input: () => Writable | null | undefined) {}

  /** @returns what was wrong with the order, or undefined when it was carried out. */
  give(order: object): Promise<string | undefined> {
    const input = this.input()
    if (!input?.writable) return Promise.resolve('the simulated docks do not run')
    const id = ++this.count
    return new Promise((answered) => {
      const deadline = setTimeout(() => this.settle(id, 'no answer'), ANSWER_MS)
      this.waiting.set(id, (problem) => {
        clearTimeout(deadline)
        answered(problem)
      })
      input.write(`${JSON.stringify({ id, ...order })}\n`)
    })
  }

  /** Takes a line of its output. @returns whether it was an answer. */
  hear(line: string): boolean {
    if (!line.startsWith('{"event":"answer"')) return false
    try {
      const { id, problem } = JSON.parse(line) as { id?: unknown; problem?: unknown }
      if (typeof id === 'number') this.settle(id, typeof problem === 'string' ? problem : undefined)
    } catch {
      // Half a line of a process that died while it spoke; its order is settled with it.
    }
    return true
  }

  /** Nobody will answer any more. */
  forget(): void {
    for (const id of [...this.waiting.keys()]) this.settle(id, 'the simulated docks ended')
  }

  private settle(id: number, problem: string | undefined): void {
    this.waiting.get(id)?.(problem)
    this.waiting.delete(id)
  }
}
