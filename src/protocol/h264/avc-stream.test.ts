import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AvcStream } from './avc-stream'
import { readAvcC, writeAvcC } from './avcc'
import { readNals, readUnits } from './fixtures/read-stream'
import { annexBNals, joinNals, lengthPrefixedNals, NAL, nalType } from './nal-units'
import { readSps } from './sps'

const typesOf = (data: Uint8Array) => lengthPrefixedNals(data, 4)?.map(nalType)
const setsOf = (name: string) => {
  const nals = readNals(name)
  const sps = nals.find((nal) => nalType(nal) === NAL.sps) ?? new Uint8Array(0)
  const pps = nals.find((nal) => nalType(nal) === NAL.pps) ?? new Uint8Array(0)
  return { sps, pps, record: writeAvcC([sps], [pps]) }
}
const pictures = (stream: AvcStream, units: Uint8Array[]) =>
  units.flatMap((unit) => {
    const step = stream.unit(unit)
    return step.kind === 'picture' ? [step] : []
  })
const sei = joinNals([Uint8Array.of(6, 5, 16, ...new Uint8Array(16), 0x80)])

describe('AvcStream', () => {
  test.each([
    ['b-frames-high-vui', 20, 2],
    ['baseline', 12, 2],
    ['openh264', 10, 2],
  ])('%s: pictures without SEI and parameter sets', (name, count, keys) => {
    const stream = new AvcStream()
    expect(stream.configure(setsOf(name).record)).toBeUndefined()
    const seen = pictures(stream, readUnits(name))
    expect(seen).toHaveLength(count)
    expect(seen.filter(({ key }) => key)).toHaveLength(keys)
    expect(seen[0]?.config).toBeDefined()
    for (const { data, key } of seen) {
      expect(typesOf(data)?.every((type) => type === (key ? NAL.idr : NAL.slice))).toBe(true)
      expect(data.byteLength).toBe(data.buffer.byteLength)
    }
  })

  test('the decoder is told of no reordering, until there are B pictures', () => {
    const reorder = (description: Uint8Array | undefined) => {
      const read = readAvcC(description ?? new Uint8Array(0))
      const [sps] = read.ok ? read.avcC.sps : []
      return sps && readSps(sps)?.vui?.restriction?.maxReorderFrames
    }
    const stream = new AvcStream()
    stream.configure(setsOf('b-frames-high-vui').record)
    const configs = pictures(stream, readUnits('b-frames-high-vui')).flatMap(({ config }) =>
      config ? [config] : [],
    )
    expect(configs.map(({ description }) => reorder(description))).toEqual([0, 2])
    expect(configs[0]).toMatchObject({ codecString: 'avc1.64000c', width: 320, height: 180 })
  })

  test('parameter sets that change inside the units make a new configuration', () => {
    const stream = new AvcStream()
    stream.configure(setsOf('size-change').record)
    const sizes = pictures(stream, readUnits('size-change')).flatMap(({ config, key }, at) =>
      config ? [{ at, key, width: config.width, codec: config.codecString }] : [],
    )
    expect(sizes).toEqual([
      { at: 0, key: true, width: 320, codec: 'avc1.42c00b' },
      { at: 12, key: true, width: 480, codec: 'avc1.640015' },
    ])
  })

  test('a record without sets: they come in the units', () => {
    const stream = new AvcStream()
    expect(stream.configure(Uint8Array.of(1, 66, 0, 30, 0xff, 0xe0, 0))).toBeUndefined()
    expect(pictures(stream, readUnits('baseline'))).toHaveLength(12)
  })

  test('units of only SEI, delimiters or nothing are no pictures', () => {
    const stream = new AvcStream()
    stream.configure(setsOf('baseline').record)
    for (const unit of [
      sei,
      joinNals([Uint8Array.of(9, 0xf0)]),
      new Uint8Array(0),
      new Uint8Array(6),
    ])
      expect(stream.unit(unit)).toEqual({ kind: 'nothing' })
  })

  test('begins with a key picture, also after a new record; the same record changes nothing', () => {
    const stream = new AvcStream()
    const units = readUnits('baseline')
    stream.configure(setsOf('baseline').record)
    const inter = units[1] ?? new Uint8Array(0)
    expect(stream.unit(inter)).toEqual({ kind: 'problem', problem: 'key-frame-awaited' })
    expect(stream.unit(units[0] ?? new Uint8Array(0)).kind).toBe('picture')
    stream.configure(setsOf('baseline').record)
    expect(stream.unit(inter)).toMatchObject({ kind: 'picture', key: false })
    stream.configure(setsOf('openh264').record)
    expect(stream.unit(inter)).toEqual({ kind: 'problem', problem: 'key-frame-awaited' })
  })

  test.each([1, 2, 3])('lengths of %i bytes become four', (size) => {
    const { record } = setsOf('openh264')
    record[4] = 0xfc | (size - 1)
    const stream = new AvcStream()
    stream.configure(record)
    const nals = lengthPrefixedNals(readUnits('openh264')[0] ?? new Uint8Array(0), 4) ?? []
    const short = nals.filter((nal) => nal.length < 256 ** size)
    const narrow = short.flatMap((nal) => [
      ...Array.from({ length: size }, (_, at) => (nal.length >> (8 * (size - 1 - at))) & 0xff),
      ...nal,
    ])
    const step = stream.unit(Uint8Array.from(narrow))
    const slices = short.filter((nal) => nalType(nal) === NAL.idr)
    expect(step.kind === 'picture' ? step.data : undefined).toEqual(
      slices.length > 0 ? joinNals(slices) : undefined,
    )
  })

  test('Annex B in place of lengths is understood', () => {
    const [unit = new Uint8Array(0)] = readUnits('baseline')
    const nals = lengthPrefixedNals(unit, 4) ?? []
    const code = Uint8Array.of(0, 0, 0, 1)
    const stream = new AvcStream()
    stream.configure(setsOf('baseline').record)
    const step = stream.unit(Uint8Array.from(Buffer.concat(nals.flatMap((nal) => [code, nal]))))
    expect(step).toMatchObject({ kind: 'picture', key: true })
  })

  test('lying lengths and broken records are problems; what was before stays', () => {
    const stream = new AvcStream()
    expect(stream.configure(Uint8Array.of(1, 2, 3))).toBe('config-truncated')
    stream.configure(setsOf('baseline').record)
    const [key = new Uint8Array(0), inter = new Uint8Array(0)] = readUnits('baseline')
    stream.unit(key)
    expect(stream.unit(inter.subarray(0, inter.length - 1))).toEqual({
      kind: 'problem',
      problem: 'unit-truncated',
    })
    const rubbish = writeAvcC([Uint8Array.of(0x67, 1, 2, 3)], [Uint8Array.of(0x68, 1)])
    expect(stream.configure(rubbish)).toBe('config-unreadable')
    expect(stream.unit(inter).kind).toBe('picture')
  })

  test('any mutation gives a step, never a throw', () => {
    const units = readUnits('size-change')
    const change = fc.record({ unit: fc.nat(17), at: fc.nat(400), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const stream = new AvcStream()
        stream.configure(setsOf('size-change').record)
        const mutated = units.map((unit) => unit.slice())
        for (const { unit, at, to } of changes) {
          const bytes = mutated[unit]
          if (bytes && at < bytes.length) bytes[at] = to
        }
        for (const unit of mutated)
          expect(stream.unit(unit).kind).toMatch(/picture|nothing|problem/)
      }),
    )
  })
})

test('annexBNals needs a start code and takes both lengths of it', () => {
  expect(annexBNals(Uint8Array.of(1, 2, 3))).toBeUndefined()
  expect(annexBNals(Uint8Array.of(0, 0, 1, 9, 0, 0, 0, 1, 7, 8, 0))).toEqual([
    Uint8Array.of(9),
    Uint8Array.of(7, 8),
  ])
})

test('a unit of countless tiny NAL units is refused in either form', () => {
  const prefixed = new Uint8Array(8 << 20).fill(1)
  expect(lengthPrefixedNals(prefixed, 1)).toBeUndefined()
  const startCodes = Uint8Array.from({ length: 1 << 20 }, (_, at) => [0, 0, 1, 9][at % 4] ?? 0)
  expect(annexBNals(startCodes)).toBeUndefined()
  expect(lengthPrefixedNals(prefixed.subarray(0, 2048), 1)).toHaveLength(1024)
})
