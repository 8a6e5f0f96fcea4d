import { describe, expect, test } from 'vitest'
import { FlvSource, isFlvHeader } from './flv-source'

const header = new Uint8Array([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0])

describe('isFlvHeader', () => {
  test('knows the header from a tag and from nothing', () => {
    expect(isFlvHeader(header)).toBe(true)
    expect(isFlvHeader(new Uint8Array([9, 0, 0, 5]))).toBe(false)
    expect(isFlvHeader(new Uint8Array())).toBe(false)
  })
})

describe('FlvSource', () => {
  test('gives the chunks from before the reader first, in order', () => {
    const source = new FlvSource()
    const read: number[] = []
    source.push(new Uint8Array([1]))
    source.push(new Uint8Array([2]))
    source.read((chunk) => read.push(...new Uint8Array(chunk)))
    source.push(new Uint8Array([3]))
    expect(read).toEqual([1, 2, 3])
  })

  test('does not copy a chunk that owns its buffer, and cuts out one that does not', () => {
    const source = new FlvSource()
    const read: ArrayBuffer[] = []
    source.read((chunk) => read.push(chunk))
    const own = new Uint8Array([1, 2, 3])
    source.push(own)
    source.push(own.subarray(1, 2))
    expect(read[0]).toBe(own.buffer)
    expect([...new Uint8Array(read[1] ?? new ArrayBuffer())]).toEqual([2])
  })
})
