import { readFileSync } from 'node:fs'
import { uint32 } from '@protocol/big-endian'
import { avcConfigTag, avcEndTag, avcUnitTag } from '@protocol/flv/video-tag-writer'
import type { AccessUnit } from '@shared/access-unit'
import { expect, test } from 'vitest'
import { Hub } from './hub/hub'
import { RECORD, UNITS } from './ingest/rtmp/server-fixture'
import { VideoIngest } from './video-ingest'

const start = () => {
  const stream = new Hub(() => 0).stream('a')
  const units: AccessUnit[] = []
  stream.watch({ unit: (unit) => units.push(unit), state: () => {} })
  return { stream, units, video: new VideoIngest(stream.publish(), () => 77) }
}
const [key = { data: new Uint8Array(0), key: true }, inter = key] = UNITS

test('tags become units with time, offset and arrival; ends and marks become nothing', () => {
  const { video, units } = start()
  expect(video.take(avcConfigTag(RECORD), 1000)).toBeUndefined()
  expect(video.take(avcUnitTag(key.data, true), 1000)).toBeUndefined()
  expect(video.take(avcUnitTag(inter.data, false, 80), 1040)).toBeUndefined()
  expect(video.take(avcEndTag(), 1080)).toBeUndefined()
  expect(video.take(new Uint8Array(0), 1080)).toBeUndefined()
  expect(units).toHaveLength(2)
  expect(units[0]).toMatchObject({ time: 0, arrived: 77, key: true })
  expect(units[0]).not.toHaveProperty('composition')
  expect(units[1]).toMatchObject({ time: 40_000, composition: 80_000, key: false })
})

test('a codec that nobody can decode is said, and H.264 afterwards is live', () => {
  const { video, stream, units } = start()
  expect(video.take(Uint8Array.of(0x12, 1, 2, 3, 4), 0)).toBe('codec-unsupported')
  expect(stream.state).toEqual({ state: 'unsupported', fault: 'codec-unsupported' })
  video.take(avcConfigTag(RECORD), 0)
  video.take(avcUnitTag(key.data, true), 0)
  expect(stream.state).toEqual({ state: 'live' })
  expect(units).toHaveLength(1)
  expect(stream.read(1).dropped).toBe(1)
})

test('HEVC by both of its forms', () => {
  const file = readFileSync(new URL('../protocol/h265/fixtures/x265.mp4', import.meta.url))
  const at = file.indexOf('hvcC') - 4
  const record = file.subarray(at + 8, at + uint32(file, at))
  const idr = [0, 0, 0, 3, 0x26, 1, 7]
  const { video, units } = start()
  video.take(Uint8Array.of(0x1c, 0, 0, 0, 0, ...record), 0)
  video.take(Uint8Array.of(0x1c, 1, 0, 0, 0, ...idr), 0)
  const enhanced = start()
  enhanced.video.take(Uint8Array.of(0x90, 0x68, 0x76, 0x63, 0x31, ...record), 0)
  enhanced.video.take(Uint8Array.of(0x93, 0x68, 0x76, 0x63, 0x31, ...idr), 0)
  for (const [unit] of [units, enhanced.units])
    expect(unit).toMatchObject({
      codec: 'h265',
      key: true,
      config: { codec: 'h265', width: 320, height: 180 },
    })
})
