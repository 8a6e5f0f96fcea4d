import { WebSocket, type RawData } from 'ws'
import { FlvFeed } from './flv-feed'
import { outcomeOfStatus } from './http-outcome'
import type { OpenPull, PullEnd } from './pull-source'
import { readAddress } from './read-address'
import { saidOfSource } from './said-of-source'

const SCHEMES = ['ws:', 'wss:', 'http:', 'https:']
const MAX_REDIRECTS = 3
const ANSWER_WITHIN = 4000
const MAX_MESSAGE = 9 << 20

/** Fetches an FLV byte stream in WebSocket messages. */
export const openWsFlv: OpenPull = (source, events, now) => {
  let done = false
  const over = (outcome: PullEnd, detail: string) => {
    if (done) return
    stop()
    events.over(outcome, saidOfSource(detail, source))
  }
  const socket = connect(source.url)
  const stop = () => {
    done = true
    socket?.terminate()
  }
  if (!socket) {
    queueMicrotask(() => over('unreadable', 'not an address of WebSocket'))
    return { stop }
  }
  const feed = new FlvFeed(events, now)
  let opened = false
  socket.on('open', () => {
    opened = true
    if (!done) events.answered()
  })
  socket.on('message', (message: RawData, binary) => {
    if (done || !binary) return
    const problem = feed.push(asBytes(message))
    if (problem !== undefined) over('unreadable', problem)
  })
  socket.on('unexpected-response', (request, { statusCode = 0 }) => {
    request.destroy()
    over(outcomeOfStatus(statusCode), `HTTP ${String(statusCode)}`)
  })
  socket.on('error', (error: Error & { code?: string }) => {
    if (opened) over(error.code?.startsWith('WS_') ? 'unreadable' : 'ended', error.message)
    else over('unreachable', error.code ?? error.message)
  })
  socket.on('close', (code) => over('ended', `the server closed the connection (${String(code)})`))
  return { stop }
}

const connect = (address: string): WebSocket | undefined => {
  const url = readAddress(address, SCHEMES)
  if (!url) return undefined
  url.hash = ''
  return new WebSocket(url, {
    handshakeTimeout: ANSWER_WITHIN,
    maxPayload: MAX_MESSAGE,
    perMessageDeflate: false,
    followRedirects: true,
    maxRedirects: MAX_REDIRECTS,
    headers: { 'user-agent': 'Dockwall' },
  })
}

/** The default binary type gives one buffer. */
const asBytes = (message: RawData): Uint8Array =>
  Buffer.isBuffer(message) ? message : new Uint8Array(0)
