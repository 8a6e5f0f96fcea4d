import type { IncomingMessage } from 'node:http'
import { judgeOffer } from '@protocol/sdp/whip-offer'
import type { WhipExchange } from '@shared/media-contract'
import type { ExpectedStreams } from '../expected-streams'
import { plainAddress } from '../../rtc/ice/plain-address'
import { answerAddresses } from './answer-addresses'
import { exchangeText } from './exchange-text'
import { announcesTooMuch, readBody, type BodyProblem } from './request-body'
import { PostLimiter } from './post-limiter'
import { isType, METHODS, refusal, SDP_TYPE, TRICKLE_TYPE, type WhipReply } from './whip-reply'
import { carriesKey, readWhipRoute, sessionTarget, withBearer, type WhipRoute } from './whip-route'
import type { WhipSessions } from './whip-sessions'

export interface EndpointDeps {
  sessions: WhipSessions
  expected: ExpectedStreams
  now: () => number
  /** Where we listen, and the address docks reach us at when it is another one. */
  place: () => { host: string; external?: string }
  refused(reason: string, remote: string, stream?: string): void
  exchange(exchange: WhipExchange): void
}

/** A publisher that was admitted. */
interface Admitted {
  stream: string
  name: string
}

const BODY_STATUS: Record<BodyProblem, number> = {
  'body-too-long': 413,
  'body-late': 408,
  'body-broken': 400,
}
const RETRY_AFTER = '5'

/** The WHIP endpoint and its sessions (RFC 9725), from a request to what is answered. */
export class WhipEndpoint {
  private readonly limiter = new PostLimiter()

  constructor(private readonly deps: EndpointDeps) {}

  /** Never throws; whoever is refused is told why, and so is the report. */
  async answer(request: IncomingMessage): Promise<WhipReply> {
    const route = readWhipRoute(request.url ?? '')
    if (!route) {
      const reply = refusal(404, 'no-endpoint', 'No WHIP endpoint here.')
      return request.method === 'POST' ? this.refuse(remoteOf(request), reply) : reply
    }
    switch (request.method) {
      case 'OPTIONS':
        return { status: 204, headers: { 'Accept-Post': SDP_TYPE, Allow: METHODS } }
      case 'POST':
        return this.post(request, route)
      case 'PATCH':
        return this.patch(request, route)
      case 'DELETE':
        return this.end(route)
      default:
        return refusal(405, 'method', 'Only WHIP is spoken here.', { Allow: METHODS })
    }
  }

  private async post(request: IncomingMessage, route: WhipRoute): Promise<WhipReply> {
    const remote = remoteOf(request)
    const wait = this.limiter.take(remote, this.deps.now())
    if (wait > 0)
      return this.refuse(
        remote,
        refusal(429, 'too-many-requests', 'Too many requests.', { 'Retry-After': String(wait) }),
      )
    const { headers } = request
    if (headers['content-type'] !== undefined && !isType(headers['content-type'], SDP_TYPE))
      return this.refuse(
        remote,
        refusal(415, 'content-type', 'An offer is application/sdp.', { 'Accept-Post': SDP_TYPE }),
      )
    if (announcesTooMuch(request)) return this.refuse(remote, tooLong('body-too-long'))
    const admitted = this.admit(route, headers.authorization, remote)
    if ('status' in admitted) return admitted
    const body = await readBody(request)
    if (typeof body === 'string') return this.refuse(remote, tooLong(body), admitted.stream)
    const reply = await this.offer(request, { route, admitted, remote, sdp: body.text })
    this.deps.exchange({
      at: this.deps.now(),
      remote,
      stream: admitted.stream,
      offer: exchangeText(body.text),
      status: reply.status,
      ...(reply.status === 201 && { answer: exchangeText(reply.body ?? '') }),
      ...(reply.reason !== undefined && { reason: reply.reason }),
      ...(headers['user-agent'] !== undefined && {
        userAgent: headers['user-agent'].slice(0, 256),
      }),
    })
    return reply
  }

  private admit(
    route: WhipRoute,
    authorization: string | undefined,
    remote: string,
  ): Admitted | WhipReply {
    const name = withBearer(route.name, authorization)
    const admission = this.deps.expected.admit(name)
    if (admission.ok) return { stream: admission.stream, name }
    const stream = 'stream' in admission ? admission.stream : undefined
    if (!carriesKey(name)) {
      const ask = { 'WWW-Authenticate': 'Bearer' }
      return this.refuse(remote, refusal(401, 'key-missing', 'The key is missing.', ask))
    }
    const reply = refusal(403, admission.reason, 'This stream is not expected here.')
    return this.refuse(remote, reply, stream)
  }

  private async offer(
    request: IncomingMessage,
    given: { route: WhipRoute; admitted: Admitted; remote: string; sdp: string },
  ): Promise<WhipReply> {
    const { route, admitted, remote, sdp } = given
    const judged = judgeOffer(sdp)
    if (!judged.ok) {
      const status = judged.reason === 'not-sdp' ? 400 : 406
      const reply = refusal(status, judged.reason, judged.sentence)
      return this.refuse(remote, reply, admitted.stream)
    }
    const arrival = request.socket.localAddress ?? ''
    const addresses = answerAddresses(arrival, this.deps.place())
    const opened = await this.deps.sessions.open({ ...admitted, remote }, judged.offer, addresses)
    if (!opened.ok) {
      const busy = { 'Retry-After': RETRY_AFTER }
      const reply = refusal(503, opened.reason, 'No room for another publisher now.', busy)
      return this.refuse(remote, reply, admitted.stream)
    }
    const { session, answer } = opened
    if (request.socket.destroyed) void session.close('peer-closed')
    return {
      status: 201,
      headers: {
        'Content-Type': SDP_TYPE,
        Location: sessionTarget(route, session.facts.token),
        ETag: tagOf(session.facts.token),
        'Accept-Patch': TRICKLE_TYPE,
      },
      body: answer,
    }
  }

  /** Candidates are not needed here, so trickling them is fine and changes nothing. */
  private async patch(request: IncomingMessage, { token }: WhipRoute): Promise<WhipReply> {
    const session = this.deps.sessions.get(token ?? '')
    if (!session) return refusal(404, 'no-session', 'No such session.')
    const { headers } = request
    if (!isType(headers['content-type'], TRICKLE_TYPE))
      return refusal(415, 'content-type', `A patch is ${TRICKLE_TYPE}.`, {
        'Accept-Patch': TRICKLE_TYPE,
      })
    if (announcesTooMuch(request)) return tooLong('body-too-long')
    const match = headers['if-match']
    if (match === undefined) return refusal(428, 'no-if-match', 'If-Match is missing.')
    if (match !== '*' && match !== tagOf(session.facts.token))
      return refusal(412, 'if-match', 'If-Match names another session.')
    const body = await readBody(request)
    if (typeof body === 'string') return tooLong(body)
    const ufrag = /^a=ice-ufrag:(\S+)/m.exec(body.text)?.[1]
    if (ufrag !== undefined && ufrag !== session.ufrag)
      return refusal(422, 'ice-restart', 'No ICE restart here: publish anew.')
    return { status: 204 }
  }

  private end({ token }: WhipRoute): WhipReply {
    const session = this.deps.sessions.get(token ?? '')
    if (!session) return refusal(404, 'no-session', 'No such session.')
    void session.close('deleted')
    return { status: 200 }
  }

  private refuse(remote: string, reply: WhipReply, stream?: string): WhipReply {
    this.deps.refused(reply.reason ?? '', remote, stream)
    return reply
  }
}

const remoteOf = ({ socket }: IncomingMessage): string => plainAddress(socket.remoteAddress ?? '')
const tagOf = (token: string): string => `"${token.slice(0, 16)}"`
const tooLong = (problem: BodyProblem): WhipReply =>
  refusal(BODY_STATUS[problem], problem, 'The body is too long, too late or broken.')
