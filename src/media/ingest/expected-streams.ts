import { createHash, timingSafeEqual } from 'node:crypto'

export interface ExpectedStream {
  stream: string
  key: string
}

export type Admission =
  | { ok: true; stream: string }
  | { ok: false; reason: 'stream-unexpected' }
  | { ok: false; reason: 'key-wrong'; stream: string }

const MAX_NAME = 256
const digest = (text: string) => createHash('sha256').update(text).digest()
/** Compared with when the stream is not expected, so that both refusals take the same time. */
const NOBODY = digest('')

/** The list of streams that may be published, and with which key. */
export class ExpectedStreams {
  private keys = new Map<string, Buffer>()

  /** Replaces the list. */
  set(streams: readonly ExpectedStream[]): void {
    this.keys = new Map(streams.map(({ stream, key }) => [stream, digest(key)]))
  }

  /** Judges what a publisher names: `{stream}_{key}`. Takes the same time for any key. */
  admit(name: string): Admission {
    const text = name.slice(0, MAX_NAME)
    const cut = text.lastIndexOf('_')
    const stream = text.slice(0, Math.max(cut, 0))
    const expected = this.keys.get(stream)
    const right = timingSafeEqual(digest(text.slice(cut + 1)), expected ?? NOBODY)
    if (!expected) return { ok: false, reason: 'stream-unexpected' }
    return right ? { ok: true, stream } : { ok: false, reason: 'key-wrong', stream }
  }

  /** True when a publisher admitted as `name` would be admitted again. */
  still(name: string): boolean {
    return this.admit(name).ok
  }
}
