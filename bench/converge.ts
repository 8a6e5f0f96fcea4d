import { converge, converged } from './convergence'
import { convergenceHead, convergenceLine } from './convergence-line'
import { SITE_FAULTS } from './site-faults'
import { Switches } from './switches'

process.exitCode = await run(new Switches(process.argv.slice(2)))

/** Exit code 0 when the wall came back from each fault in time, 1 when not, 2 for a wrong switch. */
async function run(switches: Switches): Promise<number> {
  const seed = switches.number('seed') ?? 1
  const faults = switches.number('faults') ?? Object.keys(SITE_FAULTS).length
  const only = switches.text('only')?.split(',')
  const unknown = only?.filter((name) => !(name in SITE_FAULTS)) ?? []
  if (!switches.known(['seed', 'faults', 'only']) || unknown.length > 0 || !(faults >= 1)) {
    console.error('npm run converge -- [--seed=N] [--faults=N] [--only=NAME,NAME]')
    console.error(`Faults:\n${Object.keys(SITE_FAULTS).join('\n')}`)
    return 2
  }
  console.log(`seed ${seed}, ${faults} faults; seconds, live counted from the end of the fault`)
  console.log(convergenceHead())
  const told = (row: Parameters<typeof convergenceLine>[0]): void =>
    console.log(convergenceLine(row))
  const rows = await converge({ seed, faults, ...(only && { only }), told })
  if (rows === undefined) {
    console.log('SKIPPED: Xvfb is not installed')
    return 0
  }
  const failed = rows.filter((row) => !converged(row))
  console.log(`${rows.length} faults, ${failed.length} from which the wall did not come back`)
  return failed.length === 0 ? 0 : 1
}
