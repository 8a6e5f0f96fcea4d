import { createHmac } from 'node:crypto'
import { RTMP_APP } from '@shared/media-contract'
import type { IngestProtocol } from '@shared/stream'
import { writePushUrl } from '@protocol/dji/push-url'

const KEY_LENGTH = 16
const BASE = 36

/**
 * The secret key of a stream: 16 characters of [a-z0-9] out of HMAC-SHA-256 of the site secret
 * `ingest.key` and the stream's name. The same after every restart, so that a dock's running push
 * can be adopted.
 */
export const streamKey = (secret: string, stream: string): string => {
  const digest = createHmac('sha256', secret).update(stream).digest('hex')
  return BigInt(`0x${digest}`).toString(BASE).padStart(KEY_LENGTH, '0').slice(-KEY_LENGTH)
}

export interface StreamAddress {
  protocol: IngestProtocol
  /** A name or an IPv4 or IPv6 address that the dock can reach. */
  host: string
  port: number
  stream: string
  key: string
}

/**
 * The address given to a dock, with the secret key behind the stream's name (DJI: live_start_push):
 * `rtmp://HOST:PORT/live/{stream}_{key}`, no query, for `url_type` 1, and
 * `http://HOST:PORT/rtc/v1/whip/?app=live&stream={stream}_{key}`, the one form that every firmware
 * takes, for `url_type` 4.
 */
export const streamAddress = ({ stream, key, ...place }: StreamAddress): string =>
  writePushUrl({ ...place, app: RTMP_APP, stream: `${stream}_${key}` }).url
