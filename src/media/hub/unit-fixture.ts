import type { AccessUnit, DecoderConfig } from '@shared/access-unit'

/** For tests: a configuration of a picture this wide. */
export const configOf = (width: number): DecoderConfig => ({
  codec: 'h264',
  codecString: 'avc1.64001f',
  description: Uint8Array.of(1, 2, 3),
  width,
  height: 720,
})

/** For tests: the unit number `n` of a stream of 25 pictures a second. */
export const unitOf = (n: number, over: Partial<AccessUnit> = {}): AccessUnit => ({
  codec: 'h264',
  key: false,
  time: n * 40_000,
  arrived: 1_000_000 + n * 40,
  data: Uint8Array.of(0, 0, 0, 1, n),
  ...over,
})

/** For tests: a key picture with a configuration. */
export const keyOf = (n: number, width = 1280): AccessUnit =>
  unitOf(n, { key: true, config: configOf(width) })
