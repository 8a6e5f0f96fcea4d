/**
 * A value of Action Message Format 0. Objects are maps, so that a key such as `__proto__` is only a
 * key. Dates are numbers (milliseconds), XML is text.
 */
export type Amf0Value =
  number | boolean | string | null | undefined | Amf0Value[] | ReadonlyMap<string, Amf0Value>

export type Amf0Object = ReadonlyMap<string, Amf0Value>

export const amf0Object = (fields: Record<string, Amf0Value>): Amf0Object =>
  new Map(Object.entries(fields))

/** The text under a key of an object, or undefined when it is no object or no text. */
export const amf0Text = (value: Amf0Value, key: string): string | undefined => {
  const field = value instanceof Map ? (value.get(key) as Amf0Value) : undefined
  return typeof field === 'string' ? field : undefined
}

/** Type markers, AMF0 specification section 2.1. */
export const MARKER = {
  number: 0,
  boolean: 1,
  string: 2,
  object: 3,
  null: 5,
  undefined: 6,
  reference: 7,
  ecmaArray: 8,
  objectEnd: 9,
  strictArray: 10,
  date: 11,
  longString: 12,
  unsupported: 13,
  xml: 15,
  typedObject: 16,
} as const
