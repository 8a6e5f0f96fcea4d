/**
 * Adds up what the runners reported.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** A vitest JSON report. A file that did not even load counts as one failure. */
export function vitestTally(report) {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** A Playwright JSON report. Errors outside any test count as failures. */
export function playwrightTally({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * One runner's result: its report, corrected where the exit code tells of more than the report.
 * @param {number} code exit code of the runner
 * @param {Tally | undefined} reported undefined when there is no readable report
 * @returns {Tally}
 */
export function runnerTally(code, reported = { passed: 0, failed: 0, skipped: 0 }) {
  const silent = reported.failed === 0 && (code !== 0 || reported.passed + reported.skipped === 0)
  return silent ? { ...reported, failed: 1 } : reported
}

/** @param {Tally[]} tallies @returns {Tally} */
export const sum = (tallies) =>
  tallies.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }))
