import { putUint24 } from '../big-endian'

const KEY = 1
const INTER = 2
const AVC = 7
const HEADER = 5

const body = (frame: number, packet: number, compositionMs: number, data: Uint8Array) => {
  const bytes = new Uint8Array(HEADER + data.length)
  bytes[0] = (frame << 4) | AVC
  bytes[1] = packet
  putUint24(bytes, 2, compositionMs)
  bytes.set(data, HEADER)
  return bytes
}

/** The video tag body of an AVC sequence header: an avcC record (FLV 10.1, E.4.3). */
export const avcConfigTag = (avcC: Uint8Array): Uint8Array => body(KEY, 0, 0, avcC)

/** The video tag body of one picture: length-prefixed NAL units; composition offset in ms. */
export const avcUnitTag = (data: Uint8Array, key: boolean, compositionMs = 0): Uint8Array =>
  body(key ? KEY : INTER, 1, compositionMs, data)

/** The video tag body that says "no more pictures". */
export const avcEndTag = (): Uint8Array => body(KEY, 2, 0, new Uint8Array(0))
