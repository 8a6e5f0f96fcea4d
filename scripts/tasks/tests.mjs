import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withDisplay } from '../setup/display.mjs'
import { root } from '../setup/project.mjs'
import { build } from './build.mjs'
import { check } from './check.mjs'
import { exec, tool } from './exec.mjs'
import { playwrightTally, runnerTally, sum, vitestTally } from './tally.mjs'

const results = join(root, 'test-results')
const unitReport = join(results, 'unit.json')
const e2eReport = join(results, 'e2e.json')

function report(file, read) {
  try {
    return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : undefined
  } catch {
    // A runner killed while writing leaves half a file: the same as none.
    return undefined
  }
}

/** Unit tests. @returns {Promise<number>} exit code */
export function unit(args = []) {
  mkdirSync(results, { recursive: true })
  rmSync(unitReport, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]
  return exec(tool('vitest/vitest.mjs', 'run', ...reporters, ...args))
}

/**
 * End-to-end tests on what is in out/: on the user's display one after the other, otherwise on two
 * virtual ones side by side. @returns {Promise<number>} exit code
 */
export function e2e(env, args = []) {
  rmSync(e2eReport, { force: true })
  const command = tool('@playwright/test/cli.js', 'test', ...args)
  return withDisplay((first) =>
    withDisplay((second) => {
      const displays = [first.DISPLAY, second.DISPLAY].filter(Boolean).join(' ')
      return exec(command, { ...env, ...first, DOCKWALL_DISPLAYS: displays })
    }),
  )
}

/** Everything: checks, unit tests, build, end-to-end tests, and the closing line. */
export async function test(env) {
  const failedChecks = await check()
  const unitCode = await unit()
  const tallies = [
    { passed: 0, failed: failedChecks.length, skipped: 0 },
    runnerTally(unitCode, report(unitReport, vitestTally)),
  ]
  if ((await build()) === 0) {
    const e2eCode = await e2e(env)
    tallies.push(runnerTally(e2eCode, report(e2eReport, playwrightTally)))
  } else {
    console.log('[build] failed: no end-to-end test was run')
    tallies.push({ passed: 0, failed: 1, skipped: 0 })
  }
  const { passed, failed, skipped } = sum(tallies)
  if (failedChecks.length > 0) console.log(`failed checks: ${failedChecks.join(', ')}`)
  if (skipped > 0) console.log(`${skipped} skipped`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
