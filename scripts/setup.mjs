// Makes a bare clone runnable: packages, an Electron runtime, system libraries. `npm run setup` does
// only this; every other task does it first.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureElectron } from './setup/electron.mjs'
import { ensureLibraries } from './setup/libraries.mjs'
import { ensureModules } from './setup/modules.mjs'
import { say, SetupError } from './setup/project.mjs'

/** @returns the Electron runtime, and the variables that make electron-vite and Playwright take it. */
export async function setup() {
  await ensureModules()
  const runtime = await ensureElectron()
  await ensureLibraries(runtime.exec)
  return {
    ...runtime,
    env: {
      ELECTRON_EXEC_PATH: runtime.exec,
      ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    },
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { kind, version, exec } = await setup()
    say(`ready: ${kind} Electron ${version} at ${exec}`)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(`[setup] ${error.message}`)
    process.exitCode = 1
  }
}
