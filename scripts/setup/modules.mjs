import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { root, say, SetupError } from './project.mjs'

const platform = `${process.platform}-${process.arch}`
const read = (file) => JSON.parse(readFileSync(file, 'utf8'))

/**
 * Whether an installed tree is the one the lock file asks for.
 * @param {{ packages: Record<string, { version?: string, optional?: boolean }> }} wanted package-lock.json
 * @param {{ packages: Record<string, { version?: string }> }} installed npm's record inside node_modules
 */
export function sameTree(wanted, installed) {
  return Object.entries(wanted.packages).every(([at, { version, optional }]) => {
    const there = installed.packages[at]
    return at === '' || (there ? there.version === version : optional === true)
  })
}

function current() {
  const record = join(root, 'node_modules/.package-lock.json')
  const stamp = join(root, 'node_modules/.platform')
  if (!existsSync(record)) return false
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') !== platform) return false
  try {
    return sameTree(read(join(root, 'package-lock.json')), read(record))
  } catch {
    return false
  }
}

/** Fills node_modules from the lock file, unless it already matches. */
export async function ensureModules() {
  if (current()) return
  const paths = Object.keys(read(join(root, 'package-lock.json')).packages)
  const present = () => paths.filter((at) => existsSync(join(root, at, 'package.json'))).length
  say(`fetching ${paths.length} packages (npm ci)`)
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    label: 'packages',
    progress: () => `${present()} of ${paths.length} unpacked`,
  })
  if (code !== 0) {
    throw new SetupError(
      'npm ci failed, its message is above. Check the network, the proxy and `npm config get registry`, then run the same command again.',
    )
  }
  writeFileSync(join(root, 'node_modules/.platform'), platform)
}
