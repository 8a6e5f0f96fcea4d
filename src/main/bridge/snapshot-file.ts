import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { streamName } from '@shared/media-contract'

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** True when the bytes begin as a PNG file does (PNG specification, section 5.2). */
export const isPng = (bytes: Uint8Array): boolean =>
  PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)

/** Name of a snapshot: the source and the moment, in characters every file system takes. */
export const snapshotName = (videoId: string, now: Date): string =>
  `${streamName(videoId)}_${now.toISOString().replaceAll(':', '-').replace('Z', '')}.png`

/** Writes a snapshot and gives its path. Throws when the folder or file cannot be written. */
export async function saveSnapshot(folder: string, name: string, png: Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, name)
  // Never over another picture: two of the same millisecond are one fault, not one loss.
  await writeFile(file, png, { flag: 'wx' })
  return file
}
