import type { Cancel, Clock } from './clock'
import type { DockVoice } from './dock-voice'

export interface Question {
  topic: 'requests' | 'status'
  method: string
  data: object
  /** Milliseconds until it is asked again. */
  every: number
  /** How often it is asked before giving up. */
  tries: number
  /** The answer's `data`, or undefined after the last try. */
  answered(data: unknown): void
}

/** What a dock has asked the station and still waits for. An answer to any of the tries counts. */
export class Questions {
  private readonly open = new Set<{ tids: Set<string>; question: Question; cancel: Cancel }>()

  constructor(
    private readonly voice: DockVoice,
    private readonly clock: Clock,
  ) {}

  /** @returns what takes the question back: its answer is no longer wanted. */
  ask(question: Question): Cancel {
    const entry = { tids: new Set<string>(), question, cancel: () => {} }
    this.open.add(entry)
    const attempt = (left: number): void => {
      if (left === 0) {
        this.open.delete(entry)
        return question.answered(undefined)
      }
      entry.tids.add(this.voice.ask(question.topic, question.method, question.data))
      entry.cancel = this.clock.after(question.every, () => attempt(left - 1))
    }
    attempt(question.tries)
    return () => {
      entry.cancel()
      this.open.delete(entry)
    }
  }

  /** Takes an answer; one that nobody waits for is ignored. */
  receive(tid: string, data: unknown): void {
    for (const entry of this.open) {
      if (!entry.tids.has(tid)) continue
      entry.cancel()
      this.open.delete(entry)
      return entry.question.answered(data)
    }
  }

  forget(): void {
    for (const entry of this.open) entry.cancel()
    this.open.clear()
  }
}
