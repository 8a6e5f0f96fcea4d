import type { AccessUnit, DecoderConfig } from '@shared/access-unit'

export const sampleConfig = (
  codecString = 'avc1.64001f',
  codec: DecoderConfig['codec'] = 'h264',
): DecoderConfig => ({
  codec,
  codecString,
  description: new TextEncoder().encode(codecString),
  width: 1280,
  height: 720,
})

let time = 0

/** A unit whose bytes are its label; labels that begin with K are key frames. */
export function sampleUnit(label: string, arrived = 0): AccessUnit {
  time += 33_333
  const data = new TextEncoder().encode(label)
  return { codec: 'h264', key: label.startsWith('K'), time, arrived, data }
}

export const sampleUnits = (...labels: string[]): AccessUnit[] =>
  labels.map((label) => sampleUnit(label))
