import { join } from 'node:path'
import { root } from '../setup/project.mjs'
import { capture, tool } from './exec.mjs'

const LANES = 2
const own = (name) => [process.execPath, join(root, 'scripts/checks', `${name}.mjs`)]
const cache = (name) => `--cache-location=node_modules/.cache/${name}`

// Longest first, so that the lanes end together.
const CHECKS = {
  lint: tool('eslint/bin/eslint.js', '.', '--max-warnings=0', '--cache', cache('eslint/')),
  types: tool('vue-tsc/bin/vue-tsc.js', '--build', '--noEmit'),
  'dead code': tool('knip/bin/knip.js'),
  imports: tool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    'e2e',
    'bench',
    'interop',
    '--output-type=err-long',
    '--config=.dependency-cruiser.cjs',
  ),
  format: tool('prettier/bin/prettier.cjs', '--check', '.', '--log-level=warn', '--cache'),
  'settings page': own('settings-page'),
  'lock file': own('lock-file'),
  links: own('links'),
}

/**
 * Runs every check, two at a time, and says one line about each; a failed one shows what it said.
 * @param {string[]} [only] names of checks, all when empty
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function check(only = []) {
  const names = Object.keys(CHECKS).filter((name) => only.length === 0 || only.includes(name))
  const failed = []
  const queue = [...names]
  const lane = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const began = Date.now()
      const { code, output } = await capture(CHECKS[name])
      const seconds = ((Date.now() - began) / 1000).toFixed(1)
      console.log(`[check] ${name.padEnd(13)} ${code === 0 ? 'ok    ' : 'FAILED'} ${seconds} s`)
      if (code === 0) continue
      failed.push(name)
      console.log(`${output.trimEnd()}\n`)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return failed
}
