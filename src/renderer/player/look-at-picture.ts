import { picturePrint, type Band, type PicturePrint } from './picture-print'

/** Strips of a picture that are looked at, and rows of each: enough to meet noise everywhere. */
const BANDS = 8
const ROWS = 2
/** Where a picture lives on a graphics card it is drawn small instead. */
const SMALL = { width: 64, height: 36 }

let buffers: Uint8Array[] = []
let small: OffscreenCanvasRenderingContext2D | null | undefined

/**
 * The print of a decoded picture, of a few rows of its memory only. Takes the frame and closes it.
 * Undefined when it cannot be read.
 */
export async function lookAtPicture(frame: VideoFrame): Promise<PicturePrint | undefined> {
  try {
    return frame.format === null ? picturePrint([drawnSmall(frame)]) : await bandsPrint(frame)
  } catch {
    return undefined
  } finally {
    frame.close()
  }
}

async function bandsPrint(frame: VideoFrame): Promise<PicturePrint> {
  const { x = 0, y = 0, width = 0, height = 0 } = frame.visibleRect ?? {}
  const even = (value: number): number => Math.floor(value / 2) * 2
  const rects = Array.from({ length: BANDS }, (_, band) => ({
    x,
    y: y + even((height * (band + 0.5)) / BANDS),
    width: even(width),
    height: ROWS,
  }))
  // One set of buffers serves all streams, one after the other.
  const own = buffers
  buffers = []
  const bands = await Promise.all(
    rects.map(async (rect, band) => {
      const size = frame.allocationSize({ rect })
      const bytes = sized(own[band], size)
      own[band] = bytes
      const planes = await frame.copyTo(bytes, { rect })
      return { bytes, luma: planes[1]?.offset ?? size }
    }),
  )
  const print = picturePrint(bands)
  buffers = own
  return print
}

const sized = (buffer: Uint8Array | undefined, size: number): Uint8Array =>
  buffer?.byteLength === size ? buffer : new Uint8Array(size)

function drawnSmall(frame: VideoFrame): Band {
  const { width, height } = SMALL
  small ??= new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!small) throw new Error('no canvas')
  small.drawImage(frame, 0, 0, width, height)
  const { data } = small.getImageData(0, 0, width, height)
  // Green stands for brightness.
  const bytes = Uint8Array.from({ length: width * height }, (_, at) => data[at * 4 + 1] ?? 0)
  return { bytes, luma: bytes.length }
}
