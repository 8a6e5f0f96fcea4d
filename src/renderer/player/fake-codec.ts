import { vi } from 'vitest'

/** Stands in for a VideoFrame and knows whether somebody forgot to close it. */
export class FakeFrame {
  static open = 0
  closed = false
  readonly displayWidth = 1280
  readonly displayHeight = 720

  constructor(
    readonly timestamp: number,
    readonly label: string,
  ) {
    FakeFrame.open++
  }

  clone(): FakeFrame {
    if (this.closed) throw new DOMException('closed', 'InvalidStateError')
    return new FakeFrame(this.timestamp, this.label)
  }

  close(): void {
    if (!this.closed) FakeFrame.open--
    this.closed = true
  }

  /** For code that wants the real thing. */
  get frame(): VideoFrame {
    return this as unknown as VideoFrame
  }
}

interface FakeChunk {
  type: 'key' | 'delta'
  timestamp: number
  data: Uint8Array
}

/** A VideoDecoder that does what the test says. Chunks carry their label as text. */
export class FakeDecoder {
  static made: FakeDecoder[] = []
  static supported = true

  /** The newest decoder. */
  static get last(): FakeDecoder {
    const last = FakeDecoder.made.at(-1)
    if (!last) throw new Error('no decoder was made')
    return last
  }

  static isConfigSupported = async (): Promise<{ supported: boolean }> => ({
    supported: FakeDecoder.supported,
  })

  state = 'unconfigured'
  decodeQueueSize = 0
  config: VideoDecoderConfig | undefined
  readonly fed: FakeChunk[] = []
  #next = 0

  constructor(
    readonly init: { output(frame: VideoFrame): void; error(error: DOMException): void },
  ) {
    FakeDecoder.made.push(this)
  }

  configure(config: VideoDecoderConfig): void {
    this.state = 'configured'
    this.config = config
  }

  decode(chunk: FakeChunk): void {
    if (this.fed.length === 0 && chunk.type !== 'key') throw new DOMException('', 'DataError')
    this.fed.push(chunk)
  }

  close(): void {
    this.state = 'closed'
  }

  /** Gives the pictures of the next `count` units, or of all that were fed. */
  give(count = Infinity): void {
    for (let given = 0; given < count; given++) {
      const chunk = this.fed[this.#next]
      if (!chunk) return
      this.#next++
      const label = new TextDecoder().decode(chunk.data)
      this.init.output(new FakeFrame(chunk.timestamp, label).frame)
    }
  }

  fail(name = 'EncodingError'): void {
    this.state = 'closed'
    this.init.error(new DOMException('', name))
  }

  get labels(): string[] {
    return this.fed.map(({ data }) => new TextDecoder().decode(data))
  }
}

/** Puts the fakes in place of Chromium's classes; for `beforeEach`. */
export function fakeCodec(): void {
  FakeDecoder.made = []
  FakeDecoder.supported = true
  FakeFrame.open = 0
  vi.stubGlobal('VideoDecoder', FakeDecoder)
  vi.stubGlobal(
    'EncodedVideoChunk',
    class {
      constructor(init: FakeChunk) {
        Object.assign(this, init)
      }
    },
  )
}
