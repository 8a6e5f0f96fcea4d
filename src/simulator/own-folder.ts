import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^dockwall-simulator-(\d+)-/

/**
 * Makes a folder below `parent` for this process alone, so that any number of simulators can run,
 * and clears away those of processes that are gone: Chromium writes into its folder to the very
 * end, so a process cannot remove its own.
 */
export function ownFolder(parent: string, lives: (pid: number) => boolean): string {
  for (const name of readdirSync(parent)) {
    const pid = Number(NAME.exec(name)?.[1])
    if (pid > 0 && !lives(pid)) remove(join(parent, name))
  }
  return mkdtempSync(join(parent, `dockwall-simulator-${process.pid}-`))
}

/** Whether a process is there, also one of another user. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // Another user's: not ours to clear away.
  }
}
