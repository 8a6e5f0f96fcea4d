import { decode } from './decoder'
import type { SeenPicture } from './watched-stream'

/** Longer between two pictures is a gap; several pictures may be late on a busy machine. */
const GAP_MS = 1_000

/** What is wrong with the pictures that came. */
export function pictureFaults(pictures: readonly SeenPicture[], dropped: number): string[] {
  const gaps = pictures.slice(1).map(({ at }, before) => at - (pictures[before]?.at ?? at))
  const longest = Math.max(0, ...gaps)
  return [
    ...(pictures.every(({ whole }) => whole) ? [] : ['a picture is not whole']),
    ...(dropped > 0 ? [`${dropped} pictures thrown away`] : []),
    ...(longest > GAP_MS ? [`a gap of ${longest} ms`] : []),
  ]
}

/** What a decoder that is not ours finds wrong with so many pictures. */
export async function decoderFaults(flv: readonly Uint8Array[], wanted: number): Promise<string[]> {
  const decoded = await decode(flv)
  if (decoded === undefined) {
    console.log('NOT DECODED: ffprobe is not installed (Debian: ffmpeg)')
    return []
  }
  const { complaint, pictures } = decoded
  if (complaint !== '') return [`ffprobe: ${complaint}`]
  return pictures === wanted ? [] : [`ffprobe decodes ${pictures} of ${wanted} pictures`]
}
