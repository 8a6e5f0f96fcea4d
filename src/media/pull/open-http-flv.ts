import { get as getHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import type { PullSource } from '@shared/media-server'
import { FlvFeed } from './flv-feed'
import { outcomeOfStatus } from './http-outcome'
import type { OpenPull, PullEnd, PullEvents } from './pull-source'
import { readAddress } from './read-address'
import { saidOfSource } from './said-of-source'

const SCHEMES = ['http:', 'https:']
const MAX_REDIRECTS = 3
const MAX_HEADER_BYTES = 16 << 10
const ANSWER_WITHIN = 4000

/** Fetches an FLV byte stream by HTTP. */
export const openHttpFlv: OpenPull = (source, events, now) => {
  const fetch = new FlvFetch(source, events, now)
  fetch.get(readAddress(source.url, SCHEMES), 0)
  return fetch
}

class FlvFetch {
  private request: ClientRequest | undefined
  private readonly feed: FlvFeed
  private done = false

  constructor(
    private readonly source: PullSource,
    private readonly events: PullEvents,
    now: () => number,
  ) {
    this.feed = new FlvFeed(events, now)
  }

  stop(): void {
    this.done = true
    this.request?.destroy()
  }

  get(url: URL | undefined, redirects: number): void {
    if (!url) {
      queueMicrotask(() => this.over('unreadable', 'not an address of HTTP'))
      return
    }
    const get = url.protocol === 'http:' ? getHttp : getHttps
    const options = {
      agent: false,
      headers: { accept: '*/*', 'user-agent': 'Dockwall' },
      maxHeaderSize: MAX_HEADER_BYTES,
      timeout: ANSWER_WITHIN,
    }
    const request = get(url, options, (response) => this.response(response, url, redirects))
    this.request = request
    request.on('timeout', () => this.over('unreachable', 'no answer'))
    request.on('error', (error) => this.failed(error))
  }

  private response(response: IncomingMessage, url: URL, redirects: number): void {
    const { statusCode = 0, headers } = response
    if (this.done) return
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      this.request
        ?.removeAllListeners('error')
        .on('error', () => {})
        .destroy()
      if (redirects >= MAX_REDIRECTS) this.over('unreadable', 'redirected too often')
      else this.get(readAddress(headers.location, SCHEMES, url), redirects + 1)
      return
    }
    if (statusCode !== 200) {
      this.over(outcomeOfStatus(statusCode), `HTTP ${String(statusCode)}`)
      return
    }
    this.events.answered()
    // From here on the ladder watches for stalls.
    response.socket.setTimeout(0)
    response.on('data', (bytes: Buffer) => {
      const problem = this.done ? undefined : this.feed.push(bytes)
      if (problem !== undefined) this.unreadable(problem, headers['content-type'] ?? 'no type')
    })
    response.on('error', (error) => this.over('ended', error.message))
    response.on('close', () => this.over('ended', 'the server closed the connection'))
  }

  private unreadable(problem: string, type: string): void {
    this.over('unreadable', `${problem} (${type.slice(0, 60)})`)
  }

  private failed(error: Error & { code?: string }): void {
    const unreadable = error.code?.startsWith('HPE_') === true
    this.over(unreadable ? 'unreadable' : 'unreachable', error.code ?? error.message)
  }

  private over(outcome: PullEnd, detail: string): void {
    if (this.done) return
    this.stop()
    this.events.over(outcome, saidOfSource(detail, this.source))
  }
}
