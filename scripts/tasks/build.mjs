import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/project.mjs'
import { exec, tool } from './exec.mjs'

const stamp = join(root, 'out/.built')
const INPUTS = ['package-lock.json', 'electron.vite.config.ts', 'package.json']

/** Changes when a source file appears, disappears or is written. */
function state() {
  const hash = createHash('sha256')
  const sources = readdirSync(join(root, 'src'), { recursive: true })
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name) => join('src', name))
  for (const name of [...INPUTS, ...sources].sort()) {
    const { size, mtimeMs } = statSync(join(root, name))
    hash.update(`${name} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Makes the next start build again: what is in out/ is, or will be, something else. */
export const forgetBuild = () => rmSync(stamp, { force: true })

/** Builds out/. @returns {Promise<number>} exit code */
export async function build() {
  const before = state()
  forgetBuild()
  const code = await exec(tool('electron-vite/bin/electron-vite.js', 'build', '--logLevel=warn'))
  if (code !== 0) return code
  mkdirSync(join(root, 'out'), { recursive: true })
  // The state before the build: a file written during it makes the next start build again.
  writeFileSync(stamp, before)
  return 0
}

/** Builds out/ unless it is the build of the sources as they are. */
export async function buildIfStale() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state()) return 0
  console.log('[build] building Dockwall')
  return build()
}
