import { judgeWhepAnswer, type WhepAnswer } from '@protocol/sdp/whep-answer'
import type { PullSource } from '@shared/media-server'
import { KeyDemand } from '../../hub/key-demand'
import { PictureReceiver } from '../../rtc/picture-receiver'
import type { Ticked } from '../../rtc/ticking'
import type { PullEnd, PullEvents, RunningPull } from '../pull-source'
import { readAddress } from '../read-address'
import { saidOfSource } from '../said-of-source'
import { endSession, negotiate, type Negotiated } from './negotiation'
import { ownAddresses } from './own-addresses'
import type { WhepEngine } from './whep-engine'
import { WhepTransport } from './whep-transport'

export interface WhepPullDeps {
  events: PullEvents
  /** Milliseconds since the epoch. */
  now: () => number
  engine: WhepEngine
}

/** From the beginning until the way is open, and of that for the answer; the ladder waits longer. */
const CONNECT_MS = 4500
const ANSWER_MS = 4000
const CATCH_UP_MS = 50
/** Why the way is not open when its time is over, by how far it came. */
const NOT_CONNECTED = {
  answering: 'no answer',
  reaching: 'no answer to checks over UDP',
  'shaking-hands': 'no DTLS handshake over UDP',
  connected: '',
} as const

/** One try to fetch a stream by WHEP, from the offer to its end. */
export class WhepPull implements RunningPull, Ticked {
  private readonly asking = new AbortController()
  private readonly demand = new KeyDemand(() => this.transport?.demandKey())
  private readonly from: number
  private transport: WhepTransport | undefined
  private answer: WhepAnswer | undefined
  private pictures: PictureReceiver | undefined
  private session: URL | undefined
  private caughtUpAt = 0
  private over = false
  private stopped = false

  constructor(
    private readonly source: PullSource,
    private readonly deps: WhepPullDeps,
  ) {
    this.from = deps.engine.clock()
    deps.engine.ticking.add(this)
  }

  /** Begins; resolves when the server's answer is dealt with. */
  async run(): Promise<void> {
    const { certificate, clock } = this.deps.engine
    const server = readAddress(this.source.url, ['http:', 'https:'])?.hostname ?? ''
    const transport = await WhepTransport.open({
      certificate,
      clock,
      addresses: ownAddresses(server),
      events: {
        connected: () => this.connected(),
        packet: (packet) => this.pictures?.take(packet),
        ended: (reason) => this.end(this.pictures ? 'ended' : outcomeOf(reason), reason),
      },
    })
    if (!transport) return this.end('unreachable', 'no UDP port on this computer')
    this.transport = transport
    if (this.over) return void transport.close()
    const signal = AbortSignal.any([this.asking.signal, AbortSignal.timeout(ANSWER_MS)])
    this.take(await negotiate(this.source, transport.offer(), signal))
  }

  stop(): void {
    this.stopped = true
    void this.close()
  }

  demandKey(): void {
    this.demand.ask(this.deps.engine.clock())
  }

  /** To be called every ten milliseconds or so. */
  tick(): void {
    const { transport } = this
    const now = this.deps.engine.clock()
    if (transport && !this.pictures && now - this.from > CONNECT_MS)
      this.end('unreachable', NOT_CONNECTED[transport.stage])
    transport?.tick()
    if (now - this.caughtUpAt < CATCH_UP_MS) return
    this.caughtUpAt = now
    this.pictures?.catchUp()
  }

  private take(negotiated: Negotiated): void {
    if ('sdp' in negotiated) this.session = negotiated.session
    if (this.over) return this.giveBack()
    if (!('sdp' in negotiated)) return this.end(negotiated.outcome, negotiated.detail)
    const answer = judgeWhepAnswer(negotiated.sdp)
    if (typeof answer === 'string') return this.end('unreadable', `answer: ${answer}`)
    this.answer = answer
    this.transport?.connect(answer, placesOf(answer, negotiated.remote))
  }

  private connected(): void {
    const { video } = this.answer ?? {}
    this.pictures = new PictureReceiver({
      sink: { unit: (unit) => this.deps.events.unit(unit), drop: () => {} },
      parameterSets: video?.h264.flatMap(({ parameterSets }) => parameterSets) ?? [],
      repeats: video?.nack ?? false,
      now: () => this.deps.now(),
      clock: () => this.deps.engine.clock(),
      keyNeeded: () => this.demandKey(),
      problem: (problem) => this.deps.events.dropped(problem),
    })
    this.deps.events.answered()
  }

  /** The try ended by itself. */
  end(outcome: PullEnd, detail: string): void {
    if (this.over) return
    void this.close().then(() => {
      if (!this.stopped) this.deps.events.over(outcome, saidOfSource(detail, this.source))
    })
  }

  /** Resolves when the port is free; the server is told, and nobody waits for that. */
  private async close(): Promise<void> {
    if (this.over) return
    this.over = true
    this.deps.engine.ticking.remove(this)
    this.asking.abort()
    this.giveBack()
    await this.transport?.close()
  }

  private giveBack(): void {
    const { session } = this
    this.session = undefined
    if (session) void endSession(this.source, session)
  }
}

/** Why no way came about: nobody there, or somebody with whom no handshake succeeds. */
const outcomeOf = (reason: string): PullEnd =>
  reason === 'server-silent' || reason === 'socket-failed' ? 'unreachable' : 'unreadable'

/**
 * Where else the server may be: a server behind a router or in a container often names only addresses
 * that nobody outside knows, on ports that are forwarded as they are.
 */
const placesOf = ({ candidates }: WhepAnswer, remote: string | undefined) =>
  remote === undefined
    ? []
    : [...new Set(candidates.map(({ port }) => port))].map((port) => ({ address: remote, port }))
