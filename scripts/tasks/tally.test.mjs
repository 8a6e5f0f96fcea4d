import { expect, test } from 'vitest'
import { playwrightTally, runnerTally, sum, vitestTally } from './tally.mjs'

const vitest = { numPassedTests: 8, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 }

test('a vitest file that did not load counts as a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ]
  expect(vitestTally({ ...vitest, testResults })).toEqual({ passed: 8, failed: 2, skipped: 2 })
})

test('Playwright errors outside any test count as failures', () => {
  const stats = { expected: 3, flaky: 0, unexpected: 1, skipped: 4 }
  const tally = playwrightTally({ stats, errors: [{ message: 'no such file' }] })
  expect(tally).toEqual({ passed: 3, failed: 2, skipped: 4 })
})

test('a runner that died without a report is a failure', () => {
  expect(runnerTally(1, undefined).failed).toBe(1)
  expect(runnerTally(0, undefined).failed).toBe(1)
})

test('a runner that ended badly after reporting only passes is a failure', () => {
  expect(runnerTally(1, { passed: 5, failed: 0, skipped: 0 })).toMatchObject({ failed: 1 })
})

test('a runner that reported its failures is not counted twice', () => {
  expect(runnerTally(1, { passed: 5, failed: 2, skipped: 0 })).toMatchObject({ failed: 2 })
})

test('adds up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 })
})
