import type { Envelope } from '@protocol/dji/envelope'
import type { ParsedTopic } from '@protocol/dji/topics'

interface Answered<A> {
  answer: A
  at: number
}

/** Docks repeat what was not answered in time, and QoS 1 may deliver twice. */
const KEEP_MS = 60_000
const MAX_ENTRIES = 5000

/** What was answered in the last minute, by gateway, topic and `tid`. Oldest go first when full. */
export class AnsweredTable<A = { topic: string; payload: string }> {
  readonly #now: () => number
  readonly #entries = new Map<string, Answered<A>>()

  constructor(now: () => number) {
    this.#now = now
  }

  find(topic: ParsedTopic, envelope: Envelope): A | undefined {
    const entry = this.#entries.get(nameOf(topic, envelope))
    return entry && this.#now() - entry.at < KEEP_MS ? entry.answer : undefined
  }

  /** A message without `tid` cannot be told from the next one and is not remembered. */
  remember(topic: ParsedTopic, envelope: Envelope, answer: A): void {
    if (envelope.tid === '') return
    const at = this.#now()
    const name = nameOf(topic, envelope)
    this.#entries.delete(name)
    this.#entries.set(name, { answer, at })
    for (const [oldest, entry] of this.#entries) {
      if (at - entry.at < KEEP_MS && this.#entries.size <= MAX_ENTRIES) break
      this.#entries.delete(oldest)
    }
  }
}

const nameOf = ({ kind, sn }: ParsedTopic, { method, tid }: Envelope): string =>
  `${sn} ${kind} ${method ?? ''} ${tid}`
