import { randomUUID } from 'node:crypto'
import { writeEnvelope, type Envelope } from '@protocol/dji/envelope'
import { servicesTopic } from '@protocol/dji/topics'
import { createLogger } from '../log/create-logger'

const log = createLogger('session')
const DEADLINE = 20_000
const SPACING = 500
const MAX_WAITING = 32
const OVER_KEPT = 60_000
const MAX_OVER = 2000

export type ServiceReply =
  | { kind: 'reply'; result: number; output?: unknown; at: number }
  /** No reply, but the caller saw that it was done. */
  | { kind: 'seen' }
  | { kind: 'timeout' }
  | { kind: 'link-down' }

type Replied = Extract<ServiceReply, { kind: 'reply' }>

interface ServiceRequestsOptions {
  /** Send to the broker; false when the link is down. */
  publish: (topic: string, payload: string, qos: 0 | 1) => boolean
  now: () => number
  schedule: (callback: () => void, ms: number) => () => void
  newId?: () => string
  /** Other stations ask the same gateways: replies to them come here too and are no news. */
  shared?: boolean
}

interface Waiting {
  /** Counts from the sending. */
  deadlineMs?: number
  /** Given when the effect was seen: the reply is not waited for any more. */
  seen?: AbortSignal | undefined
}

interface Request {
  method: string
  data: unknown
  deadline: number
  settle: (reply: ServiceReply) => void
}

interface Line {
  waiting: Request[]
  sent?: { tid: string; request: Request; callOff: () => void }
  /** When the last request was sent; the next waits a little after it. */
  lastSent: number
  callOff?: () => void
}

/**
 * Requests to gateways (DJI: services / services_reply). One is in flight per gateway, the next
 * follows half a second after the last at the earliest, replies are matched by `tid` and gateway.
 */
export class ServiceRequests {
  readonly counters = {
    sent: 0,
    replied: 0,
    timeouts: 0,
    seen: 0,
    late: 0,
    repeated: 0,
    unknown: 0,
    misplaced: 0,
    malformed: 0,
  }
  readonly #options: ServiceRequestsOptions
  readonly #lines = new Map<string, Line>()
  /** tid of a request that is over → when and how it ended. */
  readonly #over = new Map<string, { at: number; method: string; answered: boolean }>()

  constructor(options: ServiceRequestsOptions) {
    this.#options = options
  }

  /**
   * Ask a gateway. Never rejects; a gateway with an endless line in front of it answers `timeout` at
   * once.
   */
  request(
    gatewaySn: string,
    { method, data }: { method: string; data: unknown },
    { deadlineMs = DEADLINE, seen }: Waiting = {},
  ): Promise<ServiceReply> {
    const line = this.#lines.get(gatewaySn) ?? { waiting: [], lastSent: -Infinity }
    this.#lines.set(gatewaySn, line)
    if (line.waiting.length >= MAX_WAITING) {
      log.warn('too many requests wait for one gateway', { gatewaySn, method })
      return Promise.resolve({ kind: 'timeout' })
    }
    return new Promise((settle) => {
      const request = { method, data, deadline: deadlineMs, settle }
      line.waiting.push(request)
      seen?.addEventListener('abort', () => this.#seen(gatewaySn, request), { once: true })
      this.#advance(gatewaySn, line)
    })
  }

  /** A message came on a gateway's services_reply. */
  receive(sn: string, envelope: Envelope): void {
    const line = this.#lines.get(sn)
    if (line?.sent === undefined || line.sent.tid !== envelope.tid) {
      this.#unmatched(sn, envelope)
      return
    }
    const reply = readReply(envelope.data, this.#options.now())
    if (reply === undefined) {
      this.counters.malformed++
      log.warn('a reply without a result', { sn, method: envelope.method })
      return
    }
    this.counters.replied++
    this.#remember(envelope.tid, line.sent.request.method, true)
    this.#finish(sn, line, reply)
  }

  /**
   * A gateway has left the broker or connected anew: what it was asked before is lost now instead of
   * at its deadline. A reply that comes all the same is late.
   */
  gatewayAway(sn: string): void {
    const line = this.#lines.get(sn)
    if (line === undefined) return
    const { sent } = line
    const waiting = line.waiting.splice(0)
    if (sent !== undefined) {
      log.info('a gateway went away before its reply', { sn, method: sent.request.method })
      this.#remember(sent.tid, sent.request.method)
      this.#finish(sn, line, { kind: 'link-down' })
    }
    for (const request of waiting) request.settle({ kind: 'link-down' })
  }

  /** The link is down: nothing that waits or flies can be answered. */
  linkDown(): void {
    for (const [sn, line] of this.#lines) {
      if (line.sent !== undefined) this.#remember(line.sent.tid, line.sent.request.method)
      const given = [...(line.sent === undefined ? [] : [line.sent.request]), ...line.waiting]
      line.sent?.callOff()
      line.callOff?.()
      this.#lines.delete(sn)
      for (const request of given) request.settle({ kind: 'link-down' })
    }
  }

  #advance(sn: string, line: Line): void {
    if (line.sent !== undefined || line.callOff !== undefined) return
    const { now, schedule } = this.#options
    const wait = line.lastSent + SPACING - now()
    // A clock that was set back must not stop the line for longer than the spacing.
    if (wait > 0) {
      line.callOff = schedule(
        () => {
          delete line.callOff
          this.#send(sn, line)
        },
        Math.min(wait, SPACING),
      )
      return
    }
    this.#send(sn, line)
  }

  #send(sn: string, line: Line): void {
    const request = line.waiting.shift()
    if (request === undefined) {
      this.#lines.delete(sn)
      return
    }
    const { publish, now, schedule, newId = randomUUID } = this.#options
    const tid = newId()
    const payload = writeEnvelope({
      tid,
      bid: newId(),
      timestamp: now(),
      gateway: sn,
      method: request.method,
      data: request.data,
    })
    line.lastSent = now()
    line.sent = {
      tid,
      request,
      callOff: schedule(() => {
        this.counters.timeouts++
        this.#remember(tid, request.method)
        this.#finish(sn, line, { kind: 'timeout' })
      }, request.deadline),
    }
    if (publish(servicesTopic(sn), payload, 1)) this.counters.sent++
    else this.#finish(sn, line, { kind: 'link-down' })
  }

  #finish(sn: string, line: Line, reply: ServiceReply): void {
    const sent = line.sent
    if (sent === undefined) return
    sent.callOff()
    delete line.sent
    this.#advance(sn, line)
    sent.request.settle(reply)
  }

  #seen(sn: string, request: Request): void {
    const line = this.#lines.get(sn)
    if (line?.sent?.request !== request) return
    this.counters.seen++
    log.info('what a gateway was asked is done without a reply', { sn, method: request.method })
    this.#remember(line.sent.tid, request.method)
    this.#finish(sn, line, { kind: 'seen' })
  }

  #unmatched(sn: string, { tid, method, data }: Envelope): void {
    this.#forget()
    const over = this.#over.get(tid)
    if (over?.answered === true) {
      // At least once means now and then twice.
      this.counters.repeated++
      return
    }
    if (over !== undefined) {
      this.counters.late++
      const now = this.#options.now()
      const result = readReply(data, now)?.result
      log.info('a reply came too late', { sn, method: over.method, result, ms: now - over.at })
      over.answered = true
      return
    }
    const elsewhere = [...this.#lines.values()].some((line) => line.sent?.tid === tid)
    if (elsewhere) this.counters.misplaced++
    else this.counters.unknown++
    if (!elsewhere && this.#options.shared === true) return
    log.warn(elsewhere ? 'a reply from another gateway than asked' : 'a reply nobody asked for', {
      sn,
      method,
    })
  }

  #remember(tid: string, method: string, answered = false): void {
    this.#forget()
    this.#over.set(tid, { at: this.#options.now(), method, answered })
  }

  #forget(): void {
    const oldest = this.#options.now() - OVER_KEPT
    for (const [tid, { at }] of this.#over) {
      if (at > oldest && this.#over.size < MAX_OVER) return
      this.#over.delete(tid)
    }
  }
}

/** `data` of a reply: `{ result, output? }`; some firmware sends numbers as text. */
const readReply = (data: unknown, at: number): Replied | undefined => {
  if (typeof data !== 'object' || data === null || !('result' in data)) return undefined
  const { result } = data
  const code = typeof result === 'string' && /^-?\d{1,9}$/.test(result) ? Number(result) : result
  if (typeof code !== 'number' || !Number.isInteger(code)) return undefined
  return { kind: 'reply', result: code, at, ...('output' in data && { output: data.output }) }
}
