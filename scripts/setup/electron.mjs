import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runShown } from './command.mjs'
import { fallbackRuntime } from './fallback.mjs'
import { root, say, SetupError } from './project.mjs'

const PROBE_MS = 6000
const DOWNLOADS = 'https://github.com/electron/electron/releases/'
// With one of these set, Electron's own installer knows better than a probe what it can reach.
const CONFIGURED = [
  'ELECTRON_MIRROR',
  'npm_config_electron_mirror',
  'ELECTRON_GET_USE_PROXY',
  'HTTPS_PROXY',
  'https_proxy',
]

/**
 * An Electron to develop and test with.
 * @returns {Promise<{ kind: 'official' | 'fallback', version: string, dist: string, exec: string }>}
 * DOCKWALL_RUNTIME: `auto` (default) takes the official one where it can be had, `official` and
 * `fallback` insist.
 */
export async function ensureElectron() {
  const mode = process.env.DOCKWALL_RUNTIME ?? 'auto'
  if (!['auto', 'official', 'fallback'].includes(mode)) {
    throw new SetupError(`DOCKWALL_RUNTIME is "${mode}": use auto, official or fallback.`)
  }
  const fallbackFits = process.platform === 'linux' && process.arch === 'x64'
  if (mode === 'fallback' && fallbackFits) return fallbackRuntime()
  const there = installed()
  if (there) return there
  if (mode === 'official' || !fallbackFits || (await reachable())) {
    const fetched = await fetchOfficial()
    if (fetched) return fetched
  }
  if (mode === 'auto' && fallbackFits) return fallbackRuntime()
  throw new SetupError(
    'Electron could not be downloaded. Set ELECTRON_MIRROR to a mirror of its releases, or HTTPS_PROXY together with ELECTRON_GET_USE_PROXY=1, and run the same command again.',
  )
}

function installed() {
  const base = join(root, 'node_modules/electron')
  try {
    const dist = join(base, 'dist')
    const exec = join(dist, readFileSync(join(base, 'path.txt'), 'utf8'))
    const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
    return existsSync(exec) ? { kind: 'official', version, dist, exec } : undefined
  } catch {
    return undefined
  }
}

async function fetchOfficial() {
  say('downloading Electron (about 110 MB, once)')
  const installer = join(root, 'node_modules/electron/install.js')
  await runShown([process.execPath, installer], { label: 'Electron' })
  return installed()
}

async function reachable() {
  if (CONFIGURED.some((name) => process.env[name])) return true
  try {
    await fetch(DOWNLOADS, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    return true
  } catch {
    return false
  }
}
