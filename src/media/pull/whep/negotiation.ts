import type { PullSource } from '@shared/media-server'
import type { PullEnd } from '../pull-source'
import { readAddress } from '../read-address'
import { exchange, type HttpAnswer } from './http-exchange'
import { judgeExchange } from './whep-verdict'

/** What came of an offer; `session` is the resource to delete when it is no longer wanted. */
export type Negotiated =
  { sdp: string; session?: URL; remote?: string } | { outcome: PullEnd; detail: string }

const SCHEMES = ['http:', 'https:']
const SDP_TYPE = 'application/sdp'
const REDIRECTS: ReadonlySet<number> = new Set([307, 308])
const MAX_REDIRECTS = 3
const DELETE_MS = 1000

/**
 * Posts the offer and reads the answer (draft-ietf-wish-whep), following up to three redirects. The
 * bearer goes to no other origin than the one it is for. `signal` ends it.
 */
export const negotiate = async (
  source: PullSource,
  offer: string,
  signal: AbortSignal,
): Promise<Negotiated> => {
  const first = readAddress(source.url, SCHEMES)
  if (!first) return { outcome: 'unreadable', detail: 'not an address of HTTP' }
  let url = first
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const headers = {
      'Content-Type': SDP_TYPE,
      Accept: SDP_TYPE,
      ...bearerFor(source, url),
    }
    const answer = await exchange(url, { method: 'POST', headers, body: offer, signal })
    if ('problem' in answer)
      return { outcome: outcomeOfProblem(answer.problem), detail: answer.problem }
    if (!REDIRECTS.has(answer.status)) return judged(answer, url)
    const next = readAddress(answer.location ?? '', SCHEMES, url)
    if (!next) return { outcome: 'unreadable', detail: `HTTP ${String(answer.status)} to nowhere` }
    url = next
  }
  return { outcome: 'unreadable', detail: 'redirected too often' }
}

/** Gives a session back, as well as that can be done within a second. */
export const endSession = async (source: PullSource, session: URL): Promise<void> => {
  const signal = AbortSignal.timeout(DELETE_MS)
  await exchange(session, { method: 'DELETE', headers: bearerFor(source, session), signal })
}

const bearerFor = ({ url, bearer }: PullSource, to: URL): { Authorization?: string } =>
  bearer !== undefined && new URL(url).origin === to.origin
    ? { Authorization: `Bearer ${bearer}` }
    : {}

const judged = (answer: HttpAnswer, url: URL): Negotiated => {
  const verdict = judgeExchange(answer)
  if (!('sdp' in verdict)) return verdict
  const { location, remote } = answer
  const session = location === undefined ? undefined : readAddress(location, SCHEMES, url)
  return {
    ...verdict,
    // A server may name its own sessions, on any port it has, and nobody else's.
    ...(session?.hostname === url.hostname && { session }),
    ...(remote !== undefined && { remote }),
  }
}

const outcomeOfProblem = (problem: string): PullEnd =>
  problem === 'body-too-long' || problem.startsWith('HPE_') ? 'unreadable' : 'unreachable'
