import { ByteWriter } from '../byte-writer'
import { MARKER, type Amf0Value } from './amf0-value'

const utf8 = new TextEncoder()

const writeText = (writer: ByteWriter, text: string): void => {
  const bytes = utf8.encode(text)
  if (bytes.length < 0x10000) writer.uint8(MARKER.string).uint16(bytes.length)
  else writer.uint8(MARKER.longString).uint32(bytes.length)
  writer.put(bytes)
}

const writeValue = (writer: ByteWriter, value: Amf0Value): void => {
  if (typeof value === 'number') writer.uint8(MARKER.number).float64(value)
  else if (typeof value === 'boolean') writer.uint8(MARKER.boolean).uint8(value ? 1 : 0)
  else if (typeof value === 'string') writeText(writer, value)
  else if (value === null) writer.uint8(MARKER.null)
  else if (value === undefined) writer.uint8(MARKER.undefined)
  else if (Array.isArray(value)) {
    writer.uint8(MARKER.strictArray).uint32(value.length)
    for (const item of value) writeValue(writer, item)
  } else {
    writer.uint8(MARKER.object)
    for (const [key, field] of value) {
      const name = utf8.encode(key).subarray(0, 0xffff)
      writer.uint16(name.length).put(name)
      writeValue(writer, field)
    }
    writer.uint16(0).uint8(MARKER.objectEnd)
  }
}

/** Writes AMF0 values one after the other. Source: Action Message Format AMF 0, section 2. */
export const writeAmf0 = (values: readonly Amf0Value[]): Uint8Array => {
  const writer = new ByteWriter()
  for (const value of values) writeValue(writer, value)
  return writer.finish()
}
