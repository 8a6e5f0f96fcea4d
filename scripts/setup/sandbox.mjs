import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Why Chromium's own sandbox cannot work here, or undefined where it can. */
export function sandboxObstacle() {
  if (process.platform !== 'linux') return undefined
  if (process.getuid?.() === 0) return 'root cannot use it'
  if (restrictedByAppArmor()) return 'AppArmor forbids user namespaces here'
  const probe = spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore' })
  return probe.error || probe.status === 0 ? undefined : 'this system forbids user namespaces'
}

/** Switches for Electron that follow from it. */
export const sandboxFlags = () => (sandboxObstacle() ? ['--no-sandbox'] : [])

function restrictedByAppArmor() {
  try {
    const file = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
    return readFileSync(file, 'utf8').trim() === '1'
  } catch {
    return false
  }
}
