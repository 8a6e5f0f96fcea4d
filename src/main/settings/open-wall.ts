import { join } from 'node:path'
import type { Fault } from '@shared/fault'
import type { SiteMode } from '@shared/site'
import { WallStore } from './wall-store'

interface OpenWallOptions {
  folder: string
  /** A wall file from the command line; read, never written. */
  wallFile?: string
  onFault: (fault: Fault) => void
  now: () => number
}

/** The wall of a mode: the demo has its own, so that trying it leaves the real one alone. */
export const openWall = (mode: SiteMode, options: OpenWallOptions): WallStore => {
  const { folder, wallFile, onFault, now } = options
  if (wallFile !== undefined)
    return new WallStore({ path: wallFile, unattended: true, onFault, now })
  const name = mode === 'demo' ? 'wall-demo.json' : 'wall.json'
  return new WallStore({ path: join(folder, name), onFault, now })
}
