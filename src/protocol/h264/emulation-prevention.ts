/**
 * Takes the emulation prevention bytes out of a NAL unit (H.264 clause 7.4.1.1): gives the RBSP with
 * the NAL header byte still in front.
 */
export const unescapeNal = (nal: Uint8Array): Uint8Array => {
  const out = new Uint8Array(nal.length)
  let length = 0
  let zeros = 0
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    out[length++] = byte
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return out.subarray(0, length)
}

/** Puts emulation prevention bytes into an RBSP; the inverse of `unescapeNal`. */
export const escapeNal = (rbsp: Uint8Array): Uint8Array => {
  const out: number[] = []
  let zeros = 0
  for (const byte of rbsp) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3)
      zeros = 0
    }
    out.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return Uint8Array.from(out)
}
