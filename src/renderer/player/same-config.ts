import type { DecoderConfig } from '@shared/access-unit'

/** True when a decoder that knows `a` needs to be told nothing about `b`. */
export function sameConfig(a: DecoderConfig, b: DecoderConfig): boolean {
  return (
    a.codecString === b.codecString &&
    a.description.length === b.description.length &&
    a.description.every((byte, at) => byte === b.description[at])
  )
}
