/** Unsigned integers as RTMP, FLV and ISO 14496-15 write them. Past the end reads as zero. */

export const uint16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

export const uint24 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 16) | uint16(bytes, at + 1)

export const uint32 = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) | uint24(bytes, at + 1)) >>> 0

export const putUint16 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 8
  bytes[at + 1] = value
}

export const putUint24 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 16
  putUint16(bytes, at + 1, value)
}

export const putUint32 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 24
  putUint24(bytes, at + 1, value)
}
