/** What came of an offer: the answer and where it can be taken back, or why there is none. */
export type WhipReply = { sdp: string; resource: string | undefined } | { problem: string }

const ANSWER_MS = 5_000
const LONGEST = 65_536
const CREATED = 201

/**
 * Sends an offer to a WHIP endpoint (RFC 9725 4.2). Redirections are followed. Never rejects.
 * @param url taken as it is, query and slashes too.
 */
export async function postOffer(url: string, offer: string): Promise<WhipReply> {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/sdp', accept: 'application/sdp' },
      body: offer,
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    const text = await shortText(reply)
    if (reply.status !== CREATED)
      return { problem: `${reply.status} ${reply.statusText} ${firstLine(text)}`.trim() }
    if (!text.startsWith('v=0')) return { problem: 'the answer is no SDP' }
    return { sdp: text, resource: resourceOf(reply) }
  } catch (error) {
    return { problem: reason(error) }
  }
}

/** Ends a session (RFC 9725 4.2, DELETE). Never rejects: that nobody hears it is no trouble. */
export async function deleteResource(resource: string): Promise<void> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS)
    const reply = await fetch(resource, { method: 'DELETE', signal })
    await reply.body?.cancel()
  } catch {
    // The other side finds out by itself.
  }
}

function resourceOf(reply: Response): string | undefined {
  const location = reply.headers.get('location')
  if (location === null || !URL.canParse(location, reply.url)) return undefined
  return new URL(location, reply.url).href
}

async function shortText(reply: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  if (reply.body === null) return text
  for await (const piece of reply.body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > LONGEST) throw new Error('the answer is too long')
  }
  return text
}

const firstLine = (text: string): string => (/^[^\r\n]{0,120}/.exec(text) ?? [''])[0]

/** What went wrong below `fetch`, whose own message says only that it failed. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
