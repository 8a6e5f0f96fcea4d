import type { OutgoingHttpHeaders } from 'node:http'

/** What is answered to a request. */
export interface WhipReply {
  status: number
  headers?: OutgoingHttpHeaders
  body?: string
  /** Why it was refused, for the report. The publisher reads the body. */
  reason?: string
}

export const SDP_TYPE = 'application/sdp'
export const TRICKLE_TYPE = 'application/trickle-ice-sdpfrag'
export const METHODS = 'POST, PATCH, DELETE, OPTIONS'

/** Any page may publish here, if it knows a key (RFC 9725 section 4.1 asks for CORS). */
export const CORS: OutgoingHttpHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': METHODS,
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-Match',
  'Access-Control-Expose-Headers': 'Location, ETag, Link, Accept-Patch, Accept-Post, Retry-After',
  'Access-Control-Max-Age': '86400',
}

/** A refusal with a sentence for whoever reads the publisher's log. */
export const refusal = (
  status: number,
  reason: string,
  body: string,
  headers: OutgoingHttpHeaders = {},
): WhipReply => ({
  status,
  reason,
  body: `${body}\n`,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
})

/** True when a Content-Type names this type; parameters do not matter. */
export const isType = (header: string | undefined, type: string): boolean =>
  header?.split(';')[0]?.trim().toLowerCase() === type
