import { spawnSync } from 'node:child_process'
import { onPath, runShown } from './command.mjs'
import { hasDisplay } from './display.mjs'
import { say, SetupError } from './project.mjs'

// What Electron links against, by Debian's names.
const ELECTRON = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libsecret-1-0',
]
const CHINESE_FONT = 'fonts-noto-cjk'

/** Installs the system packages Electron needs (root on Debian), or says which command would. */
export async function ensureLibraries(exec) {
  if (process.platform !== 'linux') return
  const lost = missingLibraries(exec)
  const wanted = [...(lost.length > 0 ? ELECTRON : [])]
  if (!hasDisplay() && !onPath('Xvfb')) wanted.push('xvfb')
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get')
  // Without a display nobody reads the screen: only pictures of it need the characters.
  const font = mayInstall && chineseFontMissing() ? [CHINESE_FONT] : []
  if (wanted.length + font.length === 0) return
  if (mayInstall && (await install(wanted, font))) return
  if (wanted.length === 0) return
  const reason = lost.length > 0 ? `Electron lacks ${lost.join(', ')}` : 'There is no display'
  throw new SetupError(
    `${reason}. Run this and then the same command again:\n` +
      `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${named(wanted).join(' ')}`,
  )
}

function missingLibraries(exec) {
  const { stdout } = spawnSync('ldd', [exec], { encoding: 'utf8' })
  return Array.from((stdout ?? '').matchAll(/^\s*(\S+) => not found/gm), ([, name]) => name)
}

function chineseFontMissing() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return status !== 0 || stdout.trim() === ''
}

async function install(wanted, font) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args, label) => runShown(['apt-get', ...args], { label, env, quiet: true })
  const get = async (names) => {
    say(`installing ${names.join(', ')} with apt-get`)
    const options = ['-y', '-qq', '--no-install-recommends']
    return (await apt(['install', ...options, ...named(names)], 'system packages')) === 0
  }
  await apt(['update', '-qq'], 'package lists')
  if (wanted.length > 0 && !(await get(wanted))) return false
  if (font.length > 0 && !(await get(font))) {
    say('no font with Chinese characters: they show as boxes in pictures taken here')
  }
  return true
}

// Debian 13 and Ubuntu 24.04 renamed some packages for 64-bit time.
const named = (names) =>
  names.map((name) => {
    const renamed = `${name}t64`
    const known = spawnSync('apt-cache', ['show', renamed], { stdio: 'ignore' }).status === 0
    return known ? renamed : name
  })
