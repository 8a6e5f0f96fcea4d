import { writeFile } from 'node:fs/promises'
import type { BrowserWindow } from 'electron'

/** Writes what the window shows as a PNG file. Throws when the file cannot be written. */
export async function saveWallPicture(window: BrowserWindow, file: string): Promise<void> {
  const image = await window.webContents.capturePage()
  await writeFile(file, image.toPNG())
}
