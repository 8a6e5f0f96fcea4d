import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { age } from './age'
import { comeback } from './comeback'
import { ffplay } from './ffplay'
import { reached, tableOf, type Figure, type Outcome } from './figure'
import { opening } from './opening'
import { recovery } from './recovery'
import { startUp } from './start-up'
import { telemetry } from './telemetry'
import { sendTelemetry, TELEMETRY_LOAD } from './telemetry-load'
import { tiles } from './tiles'
import { whip } from './whip'

const SCENARIOS: Record<string, (repeat: number) => Promise<Outcome>> = {
  tiles,
  ffplay,
  opening,
  age,
  recovery,
  comeback,
  'start-up': startUp,
  whip,
  telemetry,
}

if (process.argv.includes(TELEMETRY_LOAD)) await sendTelemetry()
else process.exitCode = await bench(process.argv.slice(2))

/** Exit code 0 when every goal was reached, 1 when one was missed, 2 for a wrong switch. */
async function bench(args: string[]): Promise<number> {
  const value = (name: string): string | undefined =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  const only = value('only')?.split(',')
  const unknown = only?.filter((name) => !(name in SCENARIOS)) ?? []
  const repeat = Number(value('repeat') ?? 1)
  if (unknown.length > 0 || !(repeat >= 1)) {
    console.error(
      `npm run bench -- [--only=${Object.keys(SCENARIOS).join(',')}] [--repeat=N] [--json=FILE]`,
    )
    return 2
  }
  const measured: Record<string, Outcome> = {}
  for (const [name, run] of Object.entries(SCENARIOS)) {
    if (only !== undefined && !only.includes(name)) continue
    console.log(`\n${name}`)
    const outcome = await run(repeat)
    measured[name] = outcome
    console.log('skipped' in outcome ? `SKIPPED: ${outcome.skipped}` : tableOf(outcome.figures))
  }
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version }
  const file = value('json')
  if (file !== undefined) writeFileSync(file, JSON.stringify({ machine, measured }, null, 2))
  const figures = Object.values(measured).flatMap((outcome): Figure[] =>
    'figures' in outcome ? outcome.figures : [],
  )
  const missed = figures.filter((figure) => !reached(figure))
  for (const figure of missed) console.log(`MISSED ${figure.name}`)
  return missed.length === 0 ? 0 : 1
}
