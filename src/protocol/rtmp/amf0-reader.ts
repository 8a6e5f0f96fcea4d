import { uint16, uint32 } from '../big-endian'
import { MARKER, type Amf0Value } from './amf0-value'

export type Amf0Problem = 'truncated' | 'too-deep' | 'too-many-values' | 'unsupported-type'

export type Amf0Result =
  { ok: true; values: Amf0Value[] } | { ok: false; problem: Amf0Problem; values: Amf0Value[] }

const MAX_DEPTH = 8
const MAX_VALUES = 1024
const utf8 = new TextDecoder()

/** Internal to this file: carries the problem out of the recursion, never past `readAmf0`. */
class Broken extends Error {
  constructor(readonly problem: Amf0Problem) {
    super(problem)
  }
}

class Reader {
  private at = 0
  private count = 0

  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.at >= this.bytes.length
  }

  value(depth: number): Amf0Value {
    if (depth > MAX_DEPTH) throw new Broken('too-deep')
    if (++this.count > MAX_VALUES) throw new Broken('too-many-values')
    const marker = this.bytes[this.skip(1)]
    switch (marker) {
      case MARKER.number:
        return this.float64()
      case MARKER.boolean:
        return this.bytes[this.skip(1)] !== 0
      case MARKER.string:
        return this.shortText()
      case MARKER.object:
        return this.object(depth)
      case MARKER.null:
        return null
      case MARKER.undefined:
      case MARKER.unsupported:
        return undefined
      case MARKER.reference:
        // Refers to an object seen before; no command needs one, so it is read and forgotten.
        this.skip(2)
        return undefined
      case MARKER.ecmaArray:
        // The count is only a hint (section 2.10): the end marker rules.
        this.skip(4)
        return this.object(depth)
      case MARKER.strictArray:
        return this.array(depth)
      case MARKER.date: {
        const time = this.float64()
        this.skip(2)
        return time
      }
      case MARKER.longString:
      case MARKER.xml:
        return this.text(uint32(this.bytes, this.skip(4)))
      case MARKER.typedObject:
        this.shortText()
        return this.object(depth)
      default:
        throw new Broken('unsupported-type')
    }
  }

  private object(depth: number): Amf0Value {
    const fields = new Map<string, Amf0Value>()
    for (;;) {
      const key = this.shortText()
      if (key === '' && this.bytes[this.at] === MARKER.objectEnd) {
        this.skip(1)
        return fields
      }
      fields.set(key, this.value(depth + 1))
    }
  }

  private array(depth: number): Amf0Value[] {
    const length = uint32(this.bytes, this.skip(4))
    const items: Amf0Value[] = []
    while (items.length < length) items.push(this.value(depth + 1))
    return items
  }

  private float64(): number {
    const at = this.skip(8)
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + at, 8).getFloat64(0)
  }

  private shortText(): string {
    return this.text(uint16(this.bytes, this.skip(2)))
  }

  private text(length: number): string {
    const at = this.skip(length)
    return utf8.decode(this.bytes.subarray(at, at + length))
  }

  private skip(count: number): number {
    const at = this.at
    if (at + count > this.bytes.length) throw new Broken('truncated')
    this.at += count
    return at
  }
}

/**
 * Reads every AMF0 value in `bytes`. Bounded in depth and number of values. On a problem the values
 * before it are given too. Source: Action Message Format AMF 0, section 2.
 */
export const readAmf0 = (bytes: Uint8Array): Amf0Result => {
  const reader = new Reader(bytes)
  const values: Amf0Value[] = []
  try {
    while (!reader.done) values.push(reader.value(0))
    return { ok: true, values }
  } catch (error) {
    if (error instanceof Broken) return { ok: false, problem: error.problem, values }
    throw error
  }
}
