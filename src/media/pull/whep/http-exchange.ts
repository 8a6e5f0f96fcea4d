import { request as requestHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { request as requestHttps } from 'node:https'

export interface HttpAnswer {
  status: number
  location?: string
  body: string
  /** IP address of who answered. */
  remote?: string
}

/** `problem` is a word or an error's code. */
export type HttpFailure = { problem: string }

export interface HttpAsking {
  method: 'POST' | 'DELETE'
  headers: OutgoingHttpHeaders
  body?: string
  /** Ends it; the failure then is `late`, or nobody listens any more. */
  signal: AbortSignal
}

const MAX_BODY_BYTES = 256 * 1024
const MAX_HEADER_BYTES = 16 * 1024

/** One request on a connection of its own, its answer read whole. Never throws. */
export const exchange = (url: URL, asking: HttpAsking): Promise<HttpAnswer | HttpFailure> =>
  new Promise((resolve) => {
    const { method, headers, body = '', signal } = asking
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method,
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body), 'User-Agent': 'Dockwall' },
      agent: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal,
    })
    const finish = (result: HttpAnswer | HttpFailure) => {
      resolve(result)
      request.destroy()
    }
    const fail = (error: NodeJS.ErrnoException) =>
      finish({ problem: signal.aborted ? 'late' : (error.code ?? error.message) })
    request.on('error', fail)
    request.on('response', (response) => {
      // The socket forgets it once it is closed.
      const remote = response.socket.remoteAddress
      readBody(response, (result) => {
        if (typeof result !== 'string') finish(result)
        else finish({ ...answerOf(response), body: result, ...(remote && { remote }) })
      })
    })
    request.end(body)
  })

const answerOf = ({ statusCode = 0, headers }: IncomingMessage) => ({
  status: statusCode,
  ...(headers.location !== undefined && { location: headers.location }),
})

const readBody = (response: IncomingMessage, done: (result: string | HttpFailure) => void) => {
  const chunks: Buffer[] = []
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) done({ problem: 'body-too-long' })
    else chunks.push(chunk)
  })
  response.on('end', () => done(Buffer.concat(chunks).toString()))
  response.on('error', (error: NodeJS.ErrnoException) =>
    done({ problem: error.code === 'ABORT_ERR' ? 'late' : (error.code ?? error.message) }),
  )
}
