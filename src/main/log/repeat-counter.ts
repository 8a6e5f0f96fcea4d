import type { LogLine } from './log-line'

const WINDOW = 1000
const MAX_KINDS = 500

interface Kind {
  line: LogLine
  since: number
  more: number
}

/**
 * Lets the first of similar lines through and counts the rest of the same second. Lines are similar
 * when they differ in digits only, so that a flood from many ports or serial numbers stays one kind.
 */
export class RepeatCounter {
  readonly #kinds = new Map<string, Kind>()
  readonly #now: () => number
  #unlisted = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** True when the line shall be written now. */
  pass(line: LogLine): boolean {
    const key = `${line.level} ${line.area} ${line.text.replace(/[0-9]+/g, '0')}`
    const known = this.#kinds.get(key)
    if (known === undefined) {
      if (this.#kinds.size >= MAX_KINDS) {
        this.#unlisted++
        return false
      }
      this.#kinds.set(key, { line, since: this.#now(), more: 0 })
      return true
    }
    known.more++
    known.line = line
    return false
  }

  /** Lines that say how many were held back since the last call; forgets kinds that went quiet. */
  flush(): LogLine[] {
    const now = this.#now()
    const lines: LogLine[] = []
    for (const [key, kind] of this.#kinds) {
      if (now - kind.since < WINDOW) continue
      if (kind.more === 0) {
        this.#kinds.delete(key)
        continue
      }
      lines.push({ ...kind.line, text: `${kind.line.text} … ${kind.more} more like this` })
      kind.more = 0
      kind.since = now
    }
    if (this.#unlisted > 0) {
      lines.push({ level: 'warn', area: 'log', text: `${this.#unlisted} more lines of many kinds` })
      this.#unlisted = 0
    }
    return lines
  }
}
