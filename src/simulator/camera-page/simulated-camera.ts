import type { CameraEncoding, CameraOutput, CameraView } from './camera-contract'
import { PictureEncoder } from './picture-encoder'
import { PicturePainter } from './picture-painter'
import type { TrackWriters } from './track-writers'

interface CameraNeeds {
  say(output: CameraOutput): void
  tracks: TrackWriters
}

/** One camera: paints pictures until it is closed, encodes them and hands them to tracks. */
export class SimulatedCamera {
  private readonly camera: number
  private encoder: PictureEncoder | undefined
  private view: CameraView
  private encoding: CameraEncoding
  private painter: PicturePainter
  private timer: ReturnType<typeof setTimeout> | undefined
  private due: number
  private frozenAt: number | undefined

  constructor(
    opened: { camera: number; view: CameraView; encoding: CameraEncoding },
    private readonly needs: CameraNeeds,
  ) {
    this.camera = opened.camera
    this.view = opened.view
    this.encoding = opened.encoding
    this.painter = new PicturePainter(this.view, this.encoding)
    // Cameras that start together must not all draw in the same millisecond ever after.
    this.due = performance.now() + ((this.camera * 0.618) % 1) * this.pause()
    this.schedule()
  }

  show(view: CameraView): void {
    this.view = view
    this.painter = new PicturePainter(this.view, this.encoding)
  }

  /** Says encoded pictures too from now on. */
  encode(): void {
    this.encoder ??= new PictureEncoder(this.camera, this.encoding, (output) =>
      this.needs.say(output),
    )
  }

  encodeAs(encoding: CameraEncoding): void {
    const resized =
      encoding.width !== this.encoding.width || encoding.height !== this.encoding.height
    this.encoding = encoding
    if (resized) this.painter = new PicturePainter(this.view, this.encoding)
    this.encoder?.configure(encoding)
  }

  demandKey(): void {
    this.encoder?.demandKey()
  }

  freeze(frozen: boolean): void {
    this.frozenAt = frozen ? Date.now() : undefined
  }

  close(): void {
    clearTimeout(this.timer)
    this.encoder?.close()
  }

  private pause(): number {
    return 1000 / this.encoding.fps
  }

  private schedule(): void {
    this.timer = setTimeout(() => this.take(), Math.max(0, this.due - performance.now()))
  }

  private take(): void {
    const now = performance.now()
    this.due = Math.max(this.due + this.pause(), now)
    this.schedule()
    const { tracks } = this.needs
    const encoder = this.encoder?.ready === true ? this.encoder : undefined
    if (encoder === undefined && !tracks.wants(this.camera)) return
    const canvas = this.painter.paint(this.frozenAt ?? Date.now())
    // Counted from the epoch, so that a page that had to be loaded again goes on where it was.
    const timestamp = Math.round((performance.timeOrigin + now) * 1000)
    const picture = new VideoFrame(canvas, { timestamp })
    tracks.write(this.camera, picture)
    encoder?.encode(picture)
    picture.close()
  }
}
