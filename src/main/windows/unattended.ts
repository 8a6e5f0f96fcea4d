import { app, type BrowserWindow } from 'electron'
import type { StreamStatus } from '@shared/stream'
import type { Wall } from '@shared/wall'
import { createLogger } from '../log/create-logger'
import { tilesNotLive } from './tiles-not-live'
import { saveWallPicture } from './wall-picture'

const log = createLogger('unattended')

export interface UnattendedNeeds {
  window: BrowserWindow
  statuses(): StreamStatus[]
  wall(): Wall
}

/**
 * `--exit-after`: ends the app when the time is up, with `--screenshot` after a picture of the
 * wall. The exit code is 0 only if every tile of the wall was live then, else 1.
 */
export function watchUnattended(
  { screenshotFile, exitAfter }: { screenshotFile?: string; exitAfter?: number },
  needs: UnattendedNeeds,
): void {
  if (exitAfter === undefined) return
  setTimeout(() => {
    void finish(screenshotFile, needs).then((code) => app.exit(code))
  }, exitAfter * 1000)
}

async function finish(file: string | undefined, needs: UnattendedNeeds): Promise<number> {
  try {
    if (file !== undefined) await saveWallPicture(needs.window, file)
  } catch (error) {
    log.error('the picture of the wall could not be written', error)
    return 1
  }
  const missing = tilesNotLive(needs.wall(), needs.statuses())
  for (const { title, state } of missing) console.error(`not live: ${title} (${state})`)
  if (missing.length === 0) return 0
  return 1
}
