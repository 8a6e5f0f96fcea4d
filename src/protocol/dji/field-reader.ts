export type JsonObject = Readonly<Record<string, unknown>>

/** True for a JSON object, false for arrays and null. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const WHOLE_NUMBER = /^-?\d{1,15}$/

/**
 * Reads fields of messages as docks really send them: numbers may come as text, flags as numbers.
 * A field of the wrong type, out of bounds or too long reads as absent and is counted in `dropped`;
 * a missing or null field is only absent. Never throws.
 */
export class FieldReader {
  dropped = 0

  /** Text of at most `max` characters. An empty text is a text. */
  text(value: unknown, max: number): string | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string' && value.length <= max) return value
    return this.drop()
  }

  /** Text that also fulfils `valid`. */
  textThat(value: unknown, valid: (text: string) => boolean): string | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string' && valid(value)) return value
    return this.drop()
  }

  /** A whole number that a double holds exactly, also when it came as text. */
  integer(value: unknown): number | undefined {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string' && WHOLE_NUMBER.test(value)) return Number(value)
    return this.drop()
  }

  /** A count or limit: a whole number from 0. */
  count(value: unknown): number | undefined {
    const read = this.integer(value)
    return read === undefined || read >= 0 ? read : this.drop()
  }

  /** DJI's 0 and 1, also as boolean or text. Any other number reads as absent. */
  flag(value: unknown): boolean | undefined {
    if (value === undefined || value === null) return undefined
    if (value === 1 || value === true || value === '1' || value === 'true') return true
    if (value === 0 || value === false || value === '0' || value === 'false') return false
    return this.drop()
  }

  object(value: unknown): JsonObject | undefined {
    if (value === undefined || value === null) return undefined
    return isJsonObject(value) ? value : this.drop()
  }

  /** The first `max` entries of a list; those beyond count as dropped. */
  list(value: unknown, max: number): readonly unknown[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      this.drop()
      return []
    }
    const entries: readonly unknown[] = value
    if (entries.length <= max) return entries
    this.dropped += entries.length - max
    return entries.slice(0, max)
  }

  /** Counts one entry that the caller could not use. */
  drop(): undefined {
    this.dropped++
    return undefined
  }
}
