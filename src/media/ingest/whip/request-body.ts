import type { IncomingMessage } from 'node:http'

export type BodyProblem = 'body-too-long' | 'body-late' | 'body-broken'

const MAX_BYTES = 64 * 1024
const MAX_MS = 5000

/** True when the request says itself that it is too long. */
export const announcesTooMuch = ({ headers }: IncomingMessage): boolean =>
  Number(headers['content-length'] ?? 0) > MAX_BYTES

/** Reads a body as text, at most 64 KiB and five seconds of it. */
export const readBody = (request: IncomingMessage): Promise<{ text: string } | BodyProblem> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const late = setTimeout(() => finish('body-late'), MAX_MS)
    const finish = (result: { text: string } | BodyProblem) => {
      clearTimeout(late)
      request.off('data', take)
      resolve(result)
    }
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAX_BYTES) finish('body-too-long')
      else chunks.push(chunk)
    }
    request.on('data', take)
    request.on('end', () => finish({ text: Buffer.concat(chunks).toString() }))
    request.on('error', () => finish('body-broken'))
    request.on('close', () => finish('body-broken'))
  })
