import type { TrackOrder } from './track-order'

interface TrackWriter {
  camera: number
  lag: number
  writer: WritableStreamDefaultWriter<VideoFrame>
}

/** The tracks that take pictures of cameras, whether these are there yet or not. */
export class TrackWriters {
  private readonly tracks = new Map<number, TrackWriter>()

  obey(order: TrackOrder): void {
    if (order.kind === 'untrack') return this.remove(order.publisher)
    const { publisher, camera, lag, pictures } = order
    const writer = pictures.getWriter()
    writer.closed.catch(() => this.remove(publisher))
    this.tracks.set(publisher, { camera, lag, writer })
  }

  wants(camera: number): boolean {
    for (const track of this.tracks.values()) if (track.camera === camera) return true
    return false
  }

  /** Writes a picture into each track of a camera; it stays the caller's to close. */
  write(camera: number, picture: VideoFrame): void {
    for (const [publisher, track] of this.tracks) {
      if (track.camera !== camera) continue
      const copy = picture.clone()
      if (track.lag === 0) this.pass(publisher, copy)
      else setTimeout(() => this.pass(publisher, copy), track.lag)
    }
  }

  /** A track that is behind gets the next picture instead of this one. */
  private pass(publisher: number, picture: VideoFrame): void {
    const { writer } = this.tracks.get(publisher) ?? {}
    if (writer === undefined || (writer.desiredSize ?? 0) <= 0) return picture.close()
    writer.write(picture).catch(() => {
      picture.close()
      this.remove(publisher)
    })
  }

  private remove(publisher: number): void {
    const track = this.tracks.get(publisher)
    if (!this.tracks.delete(publisher)) return
    track?.writer.close().catch(() => undefined)
  }
}
