import { uint16 } from '../big-endian'
import { nalType } from '../h264/nal-units'

/** What one RTP payload holds: whole NAL units, or a piece of one. Views. */
export type H264Piece =
  | { kind: 'nal'; nal: Uint8Array }
  | { kind: 'fragment'; start: boolean; end: boolean; header: number; data: Uint8Array }

/** RFC 6184 table 1. */
const STAP_A = 24
const FU_A = 28
const LAST_SINGLE = 23

/**
 * Takes a payload apart as packetization modes 0 and 1 have it (RFC 6184 sections 5.6, 5.7.1, 5.8).
 * Undefined for what these modes do not allow and where lengths lie. An empty payload has no pieces.
 */
export const readH264Payload = (payload: Uint8Array): H264Piece[] | undefined => {
  if (payload.length === 0) return []
  const type = nalType(payload)
  if (type >= 1 && type <= LAST_SINGLE) return [{ kind: 'nal', nal: payload }]
  if (type === STAP_A) return readAggregate(payload)
  if (type === FU_A) return readFragment(payload)
  return undefined
}

const readAggregate = (payload: Uint8Array): H264Piece[] | undefined => {
  const pieces: H264Piece[] = []
  for (let at = 1; at < payload.length;) {
    const from = at + 2
    at = from + uint16(payload, at)
    if (from > payload.length || at > payload.length) return undefined
    const nal = payload.subarray(from, at)
    if (nal.length === 0) continue
    if (!isSingle(nalType(nal))) return undefined
    pieces.push({ kind: 'nal', nal })
  }
  return pieces
}

const readFragment = (payload: Uint8Array): H264Piece[] | undefined => {
  const indicator = payload[0] ?? 0
  const fu = payload[1] ?? 0
  const type = fu & 0x1f
  if (payload.length < 3 || !isSingle(type)) return undefined
  const header = (indicator & 0xe0) | type
  const data = payload.subarray(2)
  return [{ kind: 'fragment', start: fu >> 7 === 1, end: (fu & 0x40) !== 0, header, data }]
}

const isSingle = (type: number): boolean => type >= 1 && type <= LAST_SINGLE
