import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { uint24 } from '../big-endian'
import { readAvcC } from '../h264/avcc'
import { flvHeader, flvVideoTag, type FlvVideo } from './flv-writer'
import { readVideoTag } from './video-tag-reader'
import { avcConfigTag, avcEndTag, avcUnitTag } from './video-tag-writer'

interface Tag {
  type: number
  time: number
  body: Uint8Array
}

const tagsOf = (bytes: Uint8Array): Tag[] => {
  const tags: Tag[] = []
  for (let at = flvHeader().length; at < bytes.length;) {
    const length = uint24(bytes, at + 1)
    const time = uint24(bytes, at + 4) | ((bytes[at + 7] ?? 0) << 24)
    tags.push({ type: bytes[at] ?? 0, time, body: bytes.subarray(at + 11, at + 11 + length) })
    at += 11 + length + 4
  }
  return tags
}
const file = new Uint8Array(readFileSync(new URL('fixtures/ffmpeg.flv', import.meta.url)))
const data = Uint8Array.of(0, 0, 0, 1, 0x65)

describe('readVideoTag', () => {
  test('what FFmpeg writes', () => {
    const video = tagsOf(file).filter(({ type }) => type === 9)
    const read = video.map(({ body }) => readVideoTag(body))
    expect(read[0]?.kind).toBe('config')
    expect(read.map(({ kind }) => kind)).toEqual(['config', ...Array(10).fill('unit'), 'end'])
    const [config] = read
    const avcC = config?.kind === 'config' ? readAvcC(config.record) : undefined
    expect(avcC?.ok && avcC.avcC.sps).toHaveLength(1)
    const offsets = read.flatMap((tag) => (tag.kind === 'unit' ? [tag.compositionMs] : []))
    expect(Math.max(...offsets)).toBeGreaterThan(0)
  })

  test.each([
    ['seek mark', [0x57, 0], 'nothing'],
    ['nothing at all', [], 'nothing'],
    ['reserved packet type', [0x17, 9, 0, 0, 0], 'nothing'],
    ['HEVC by its unofficial id', [0x1c, 0, 0, 0, 0, 1], 'config'],
    ['enhanced hvc1 start', [0x90, 0x68, 0x76, 0x63, 0x31, 1], 'config'],
    ['enhanced avc1 start', [0x90, 0x61, 0x76, 0x63, 0x31, 1], 'config'],
    ['enhanced frames', [0xa3, 0x68, 0x76, 0x63, 0x31, 1], 'unit'],
    ['enhanced end', [0x92, 0x68, 0x76, 0x63, 0x31], 'end'],
    ['enhanced metadata', [0x94, 0x68], 'nothing'],
    ['enhanced multitrack', [0x96, 0x68, 0x76, 0x63, 0x31], 'nothing'],
  ])('%s', (_, bytes, kind) => {
    expect(readVideoTag(Uint8Array.from(bytes)).kind).toBe(kind)
  })

  test('composition offsets are signed', () => {
    const classic = readVideoTag(Uint8Array.of(0x27, 1, 0xff, 0xff, 0xd8, 7))
    expect(classic).toMatchObject({ codec: 'h264', compositionMs: -40, data: Uint8Array.of(7) })
    const enhanced = readVideoTag(Uint8Array.of(0xa1, 0x68, 0x76, 0x63, 0x31, 0, 0, 40, 7))
    expect(enhanced).toMatchObject({ codec: 'h265', compositionMs: 40, data: Uint8Array.of(7) })
  })

  test('problems', () => {
    const of = (...bytes: number[]) => readVideoTag(Uint8Array.from(bytes))
    expect(of(0x12, 0, 0, 0, 0)).toEqual({ kind: 'problem', problem: 'codec-unsupported' })
    expect(of(0x90, 0x61, 0x76, 0x30, 0x31)).toMatchObject({ problem: 'codec-unsupported' })
    expect(of(0x17, 1)).toMatchObject({ problem: 'tag-truncated' })
    expect(of(0x91, 0x68, 0x76)).toMatchObject({ problem: 'tag-truncated' })
    expect(of(0x91, 0x68, 0x76, 0x63, 0x31, 0)).toMatchObject({ problem: 'tag-truncated' })
  })

  test('never throws, and gives only bytes that came', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (body) => {
        const tag = readVideoTag(body)
        if (tag.kind === 'unit') expect(tag.data.length).toBeLessThan(body.length)
        expect(tag.kind).toMatch(/^(config|unit|end|nothing|problem)$/)
      }),
    )
  })
})

describe('writers', () => {
  test('FLV as FFmpeg writes it', () => {
    const [first] = tagsOf(file).filter(({ type, body }) => type === 9 && body[1] === 1)
    if (!first) throw new Error('no picture in the fixture')
    const compositionMs = uint24(first.body, 2)
    const unit = { codec: 'h264', packet: 'unit', key: true, compositionMs } as const
    const tag = flvVideoTag({ ...unit, timeMs: first.time, data: first.body.subarray(5) })
    expect(Buffer.from(file).includes(Buffer.from(tag))).toBe(true)
    expect(flvHeader().subarray(0, 4)).toEqual(file.subarray(0, 4))
  })

  test.each(['h264', 'h265'] as const)('%s tags are read back', (codec) => {
    const video = { codec, key: false, timeMs: 0x12345678, compositionMs: -3, data } as const
    const written = (packet: FlvVideo['packet']) => {
      const [tag] = tagsOf(Uint8Array.of(...flvHeader(), ...flvVideoTag({ ...video, packet })))
      expect(tag?.time).toBe(0x12345678)
      return tag && readVideoTag(tag.body)
    }
    expect(written('unit')).toEqual({ kind: 'unit', codec, compositionMs: -3, data })
    expect(written('config')).toEqual({ kind: 'config', codec, record: data })
  })

  test('tag bodies of the publisher', () => {
    expect(readVideoTag(avcConfigTag(data))).toMatchObject({ kind: 'config', record: data })
    expect(readVideoTag(avcUnitTag(data, true, 20))).toMatchObject({ compositionMs: 20, data })
    expect(readVideoTag(avcEndTag())).toEqual({ kind: 'end' })
  })
})
