const HEADER = 13

/** True for datagrams that can only be DTLS (RFC 7983). */
export const isDtls = (bytes: Uint8Array): boolean => {
  const first = bytes[0] ?? 0
  return bytes.length > HEADER && first >= 20 && first <= 63
}

/**
 * The records of a datagram that are encrypted, or all when `plainToo` (RFC 6347 section 4.1): once
 * keys are agreed, nothing in the clear is listened to, else anyone could end or restart a session.
 * Stops at the first record whose length lies.
 */
export const dtlsRecords = (bytes: Buffer, plainToo: boolean): Buffer => {
  const kept: Buffer[] = []
  for (let at = 0; at + HEADER <= bytes.length;) {
    const end = at + HEADER + bytes.readUInt16BE(at + 11)
    if (end > bytes.length) break
    if (plainToo || bytes.readUInt16BE(at + 3) > 0) kept.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}
