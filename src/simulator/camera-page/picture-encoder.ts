import type { CameraEncoding, CameraOutput } from './camera-contract'

/** High profile first as docks use it; then what every encoder can. Level 4.0 fits 1080p. */
const CODECS = ['avc1.640028', 'avc1.4d0028', 'avc1.42e028', 'avc1.420028']
const MAX_WAITING = 2
/** Codec by picture size: asking costs an encoder each time. */
const KNOWN_GOOD = new Map<string, string>()

/** H.264 without B-frames out of the browser's own encoder. */
export class PictureEncoder {
  private encoder: VideoEncoder | undefined
  private encoding: CameraEncoding
  private lastKey = -Infinity
  private keyDemanded = true
  private closed = false

  constructor(
    private readonly camera: number,
    encoding: CameraEncoding,
    private readonly say: (output: CameraOutput) => void,
  ) {
    this.encoding = encoding
    void this.open()
  }

  /** False while a picture would only wait behind others. */
  get ready(): boolean {
    return this.encoder !== undefined && this.encoder.encodeQueueSize < MAX_WAITING
  }

  configure(encoding: CameraEncoding): void {
    this.encoding = encoding
    void this.open()
  }

  demandKey(): void {
    this.keyDemanded = true
  }

  /** Encodes a picture, which stays the caller's to close; times must rise. */
  encode(picture: VideoFrame): void {
    if (this.encoder === undefined) return
    const { timestamp: time } = picture
    const keyFrame = this.keyDemanded || time - this.lastKey >= this.encoding.gop * 1e6 - 1e3
    if (keyFrame) this.lastKey = time
    this.keyDemanded = false
    this.encoder.encode(picture, { keyFrame })
  }

  close(): void {
    this.closed = true
    if (this.encoder?.state !== 'closed') this.encoder?.close()
    this.encoder = undefined
  }

  private async open(): Promise<void> {
    const wanted = this.encoding
    const config = await supportedConfig(wanted)
    if (this.closed || wanted !== this.encoding) return
    if (config === undefined) {
      this.say({ kind: 'failed', camera: this.camera, reason: 'no H.264 encoder on this machine' })
      return
    }
    this.keyDemanded = true
    this.encoder ??= new VideoEncoder({
      output: (chunk, metadata) => this.pass(chunk, metadata),
      error: (error) => this.fail(error.message),
    })
    this.encoder.configure(config)
  }

  private pass(chunk: EncodedVideoChunk, metadata: EncodedVideoChunkMetadata | undefined): void {
    if (this.closed) return
    const { camera } = this
    const { description, codedWidth, codedHeight } = metadata?.decoderConfig ?? {}
    if (description !== undefined) {
      const width = codedWidth ?? this.encoding.width
      const height = codedHeight ?? this.encoding.height
      this.say({ kind: 'config', camera, description: ownedBytes(description), width, height })
    }
    const data = new Uint8Array(chunk.byteLength)
    chunk.copyTo(data)
    this.say({ kind: 'unit', camera, key: chunk.type === 'key', time: chunk.timestamp, data })
  }

  private fail(reason: string): void {
    this.encoder = undefined
    if (!this.closed) this.say({ kind: 'failed', camera: this.camera, reason })
  }
}

async function supportedConfig(encoding: CameraEncoding): Promise<VideoEncoderConfig | undefined> {
  const { width, height, bitrate, fps } = encoding
  const config = (codec: string): VideoEncoderConfig => ({
    codec,
    width,
    height,
    bitrate,
    framerate: fps,
    latencyMode: 'realtime',
    avc: { format: 'avc' },
  })
  const size = `${width}x${height}`
  const known = KNOWN_GOOD.get(size)
  if (known !== undefined) return config(known)
  for (const codec of CODECS) {
    const answer = await VideoEncoder.isConfigSupported(config(codec)).catch(() => undefined)
    if (answer?.supported !== true) continue
    KNOWN_GOOD.set(size, codec)
    return config(codec)
  }
  return undefined
}

function ownedBytes(source: AllowSharedBufferSource): Uint8Array {
  const view = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
  return view.slice()
}
