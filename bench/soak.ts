import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { soakCurve, soakHead, soakLine } from './soak-line'
import { soak } from './soak-run'
import { SoakLog } from './soak-sample'
import { soakGrowth, soakProblems } from './soak-verdict'
import { Switches } from './switches'

process.exitCode = await run(new Switches(process.argv.slice(2)))

/** Exit code 0 when nothing grew and the wall always came back, 1 when not, 2 for a wrong switch. */
async function run(switches: Switches): Promise<number> {
  const hours = switches.number('hours') ?? 2
  const tiles = switches.number('tiles') ?? 5
  const file = switches.text('out') ?? 'test-results/soak.jsonl'
  const minutes = Math.round(hours * 60)
  if (
    !switches.known(['hours', 'tiles', 'out']) ||
    !(minutes >= 1) ||
    !(tiles >= 1 && tiles <= 25)
  ) {
    console.error('npm run soak -- [--hours=N] [--tiles=N] [--out=FILE]')
    return 2
  }
  mkdirSync(dirname(file), { recursive: true })
  const log = new SoakLog(file)
  console.log(`${tiles} tiles for ${minutes} minutes, samples in ${file}`)
  console.log(soakHead())
  const ran = await soak({ minutes, tiles }, log, (sample) => console.log(soakLine(sample)))
  if (!ran) {
    console.log('SKIPPED: Xvfb is not installed')
    return 0
  }
  const { samples } = log
  const { mebibytes, ageMs } = soakGrowth(samples)
  if (samples.length > 24) console.log(`\n${soakCurve(samples)}`)
  console.log(
    `\nafter the warm-up: memory ${signed(mebibytes)} MiB, median age ${signed(ageMs)} ms`,
  )
  const problems = soakProblems(samples)
  for (const problem of problems) console.log(`FAILED ${problem}`)
  return problems.length === 0 ? 0 : 1
}

function signed(number: number): string {
  return `${number < 0 ? '' : '+'}${number.toFixed(1)}`
}
