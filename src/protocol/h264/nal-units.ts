/** NAL unit types, H.264 table 7-1. */
export const NAL = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9 } as const

/** More than any real picture has: as views, a flood of tiny ones takes far more room than its bytes. */
const MAX_NALS = 1024

export const nalType = (nal: Uint8Array): number => (nal[0] ?? 0) & 0x1f

/**
 * The NAL units of a length-prefixed access unit, as views. Units of length zero are left out, and
 * so are bytes at the end that are too few for a length. Undefined when a length lies or when there
 * are too many.
 */
export const lengthPrefixedNals = (
  data: Uint8Array,
  lengthSize: number,
): Uint8Array[] | undefined => {
  const nals: Uint8Array[] = []
  for (let at = 0; at + lengthSize <= data.length;) {
    let length = 0
    for (let i = 0; i < lengthSize; i++) length = length * 256 + (data[at + i] ?? 0)
    at += lengthSize
    if (at + length > data.length || nals.length >= MAX_NALS) return undefined
    if (length > 0) nals.push(data.subarray(at, at + length))
    at += length
  }
  return nals
}

/**
 * The NAL units of an Annex B byte stream, as views; undefined when it begins with no start code or
 * has too many. Some encoders put this form where length prefixes belong.
 */
export const annexBNals = (data: Uint8Array): Uint8Array[] | undefined => {
  if (startCode(data, 0) === 0) return undefined
  const nals: Uint8Array[] = []
  let from = startCode(data, 0)
  for (let at = from; at <= data.length; at++) {
    const code = at < data.length ? startCode(data, at) : 1
    if (code === 0) continue
    let end = at
    while (end > from && data[end - 1] === 0) end--
    if (nals.length >= MAX_NALS) return undefined
    if (end > from) nals.push(data.subarray(from, end))
    from = at + code
    at = from - 1
  }
  return nals
}

const startCode = (data: Uint8Array, at: number): 0 | 3 | 4 => {
  if (data[at] !== 0 || data[at + 1] !== 0) return 0
  if (data[at + 2] === 1) return 3
  return data[at + 2] === 0 && data[at + 3] === 1 ? 4 : 0
}

/** The NAL units with four-byte lengths before them, in one buffer of its own. */
export const joinNals = (nals: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(nals.reduce((sum, nal) => sum + 4 + nal.length, 0))
  let at = 0
  for (const nal of nals) {
    out[at] = nal.length >>> 24
    out[at + 1] = nal.length >>> 16
    out[at + 2] = nal.length >>> 8
    out[at + 3] = nal.length
    out.set(nal, at + 4)
    at += 4 + nal.length
  }
  return out
}
