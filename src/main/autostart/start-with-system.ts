import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { desktopEntry } from './desktop-entry'

export interface StartWithSystemNeeds {
  platform: NodeJS.Platform
  program: string
  /** The switches it is to be started with. */
  args: readonly string[]
  /** The user's configuration folder; used on Linux. */
  configFolder: string
  /** Electron's way on Windows and macOS. */
  setLoginItem: (item: { openAtLogin: boolean; path: string; args: string[] }) => void
}

/**
 * Lets the app start when this user signs in, or no more: a login item on Windows and macOS, an
 * autostart entry of the desktop on Linux.
 * @returns what went wrong, or undefined.
 */
export function startWithSystem(on: boolean, needs: StartWithSystemNeeds): string | undefined {
  const { platform, program, args, configFolder, setLoginItem } = needs
  try {
    if (platform !== 'linux') {
      // Windows keeps one line of text: what has a space must be quoted.
      const line = args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg))
      setLoginItem({ openAtLogin: on, path: program, args: platform === 'win32' ? line : [] })
      return undefined
    }
    const folder = join(configFolder, 'autostart')
    const file = join(folder, 'dockwall.desktop')
    if (!on) {
      rmSync(file, { force: true })
      return undefined
    }
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, desktopEntry(program, args))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
