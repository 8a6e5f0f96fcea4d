import { ByteWriter } from '../byte-writer'

const ONE_BYTE = 0xbede
const TWO_BYTE = 0x1000
const MAX_EXTENSIONS = 64

/**
 * The elements of an RTP header extension by id, as views (RFC 8285 sections 4.2 and 4.3). Forms it
 * does not know give none; an element whose length lies ends the reading.
 */
export const readExtensions = (profile: number, body: Uint8Array): Map<number, Uint8Array> => {
  const found = new Map<number, Uint8Array>()
  const short = profile === ONE_BYTE
  if (!short && (profile & 0xfff0) !== TWO_BYTE) return found
  for (let at = 0; at < body.length && found.size < MAX_EXTENSIONS;) {
    const first = body[at++] ?? 0
    if (first === 0) continue
    const id = short ? first >> 4 : first
    if (short && id === 15) break
    const length = short ? (first & 0x0f) + 1 : (body[at++] ?? 0)
    if (at + length > body.length) break
    if (id !== 0) found.set(id, body.subarray(at, at + length))
    at += length
  }
  return found
}

/** The extension header and its elements, padded; empty when there are none. */
export const writeExtensions = (extensions: ReadonlyMap<number, Uint8Array>): Uint8Array => {
  const short = [...extensions].every(([id, { length }]) => id < 15 && length > 0 && length <= 16)
  const body = new ByteWriter()
  for (const [id, value] of extensions) {
    if (short) body.uint8((id << 4) | (value.length - 1)).put(value)
    else body.uint8(id).uint8(value.length).put(value)
  }
  const elements = body.finish()
  if (elements.length === 0) return elements
  const words = Math.ceil(elements.length / 4)
  const writer = new ByteWriter().uint16(short ? ONE_BYTE : TWO_BYTE).uint16(words)
  return writer
    .put(elements)
    .put(new Uint8Array(words * 4 - elements.length))
    .finish()
}
