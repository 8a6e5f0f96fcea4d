import { randomBytes } from 'node:crypto'
import type { WhipOffer } from '@protocol/sdp/whip-offer'
import type { Hub } from '../../hub/hub'
import type { IngestEvents } from '../ingest-events'
import type { WhipEngine } from './whip-engine'
import { WhipSession, type SessionFacts, type SessionOwner } from './whip-session'

export interface SessionsDeps {
  hub: Hub
  engine: WhipEngine
  events: IngestEvents
  /** Milliseconds since the epoch. */
  now: () => number
  /** Milliseconds by a clock that nobody sets. */
  clock: () => number
}

export type Opened =
  | { ok: true; session: WhipSession; answer: string }
  | { ok: false; reason: 'too-many-sessions' | 'no-port' | 'engine-late' | 'engine-failed' }

const MAX_SESSIONS = 128
const ANSWER_MS = 5000
const CATCH_UP_MS = 50
const TOKEN_BYTES = 16
/** Ends that say nothing against the publisher. */
const EXPECTED: ReadonlySet<string> = new Set([
  'replaced',
  'no-longer-expected',
  'server-stopped',
  'deleted',
  'dtls-closed',
  'silent',
])

/** All WHIP publishers: bounded, the newest of a stream wins as soon as it is connected. */
export class WhipSessions {
  private readonly sessions = new Map<string, WhipSession>()
  private catching: NodeJS.Timeout | undefined

  constructor(private readonly deps: SessionsDeps) {}

  get(token: string): WhipSession | undefined {
    return this.sessions.get(token)
  }

  get all(): WhipSession[] {
    return [...this.sessions.values()]
  }

  /** Opens a session for an offer; the publisher has ten seconds to connect. */
  async open(
    facts: Omit<SessionFacts, 'token'>,
    offer: WhipOffer,
    addresses: readonly string[],
  ): Promise<Opened> {
    // Of the same stream only one may be waiting: this one.
    for (const other of this.all)
      if (!other.connected && other.facts.stream === facts.stream) void other.close('replaced')
    if (this.sessions.size >= MAX_SESSIONS) return { ok: false, reason: 'too-many-sessions' }
    const token = randomBytes(TOKEN_BYTES).toString('hex')
    const session = new WhipSession({ ...facts, token }, offer, this.owner)
    this.sessions.set(token, session)
    this.catching ??= setInterval(() => this.catchUp(), CATCH_UP_MS)
    const engine = await this.accept(session, offer, addresses)
    if (typeof engine === 'string') {
      this.forget(session)
      return { ok: false, reason: engine }
    }
    return { ok: true, session, answer: engine.answer }
  }

  tick(): void {
    for (const session of this.all) session.tick()
  }

  private async accept(session: WhipSession, offer: WhipOffer, addresses: readonly string[]) {
    const accepting = this.deps.engine.accept(offer, addresses, session.events)
    const engine = await within(ANSWER_MS, accepting).catch(() => 'engine-failed' as const)
    if (typeof engine === 'string') {
      // It may still come: then nobody wants it any more.
      void accepting.then(
        (late) => (late === 'no-port' ? undefined : late.close()),
        () => {},
      )
      return engine
    }
    session.engine = engine
    return engine
  }

  private readonly owner: SessionOwner = {
    now: () => this.deps.now(),
    clock: () => this.deps.clock(),
    seat: (session, source) => {
      const { stream, remote } = session.facts
      const seat = this.deps.hub.stream(stream).publish(source)
      this.deps.events.publisher(stream, 'started', remote)
      return seat
    },
    problem: ({ facts }, problem) => this.deps.events.dropped(facts.stream, problem),
    closed: (session, reason) => {
      const { stream, remote } = session.facts
      this.forget(session)
      if (session.connected) this.deps.events.publisher(stream, 'ended', reason)
      if (!EXPECTED.has(reason)) this.deps.events.refused(reason, remote, stream)
    },
  }

  private catchUp(): void {
    for (const session of this.sessions.values()) session.catchUp()
  }

  private forget(session: WhipSession): void {
    this.sessions.delete(session.facts.token)
    if (this.sessions.size > 0) return
    clearInterval(this.catching)
    this.catching = undefined
  }
}

const within = <T>(ms: number, promise: Promise<T>): Promise<T | 'engine-late'> => {
  let late: NodeJS.Timeout | undefined
  const deadline = new Promise<'engine-late'>((resolve) => {
    late = setTimeout(() => resolve('engine-late'), ms)
  })
  return Promise.race([promise, deadline]).finally(() => clearTimeout(late))
}
