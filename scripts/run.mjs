// npm start, npm test, npm run …: sets up what is missing, then runs the task.
import { writeFileSync } from 'node:fs'
import { setup } from './setup.mjs'
import { ensureModules } from './setup/modules.mjs'
import { SetupError } from './setup/project.mjs'
import { interop, program } from './tasks/bench.mjs'
import { build, buildIfStale } from './tasks/build.mjs'
import { check } from './tasks/check.mjs'
import { develop, launch } from './tasks/launch.mjs'
import { packageApp } from './tasks/package.mjs'
import { e2e, test, unit } from './tasks/tests.mjs'

async function docs() {
  const { file, settingsPage } = await import('./settings-doc.mjs')
  writeFileSync(file, await settingsPage())
  console.log('[docs] docs/settings.md written')
  return 0
}

// Each gives the exit code. Those of the first list need packages only, no Electron.
const plain = {
  check: async (args) => ((await check(args)).length > 0 ? 1 : 0),
  unit,
  build,
  docs,
}
const electron = {
  start: launch,
  dev: develop,
  test: ({ env }) => test(env),
  e2e: async ({ env }, args) => (await buildIfStale()) || e2e(env, args),
  'e2e:packaged': ({ env }, args) => e2e(env, ['--config=e2e/packaged.config.ts', ...args]),
  bench: program('index'),
  converge: program('converge'),
  soak: program('soak'),
  interop,
  simulate: (runtime, args) => launch(runtime, ['--simulate', ...args]),
  package: packageApp,
}

async function run([task = 'start', ...args]) {
  if (Object.hasOwn(plain, task)) {
    await ensureModules()
    return plain[task](args)
  }
  if (Object.hasOwn(electron, task)) return electron[task](await setup(), args)
  throw new SetupError(
    `There is no task "${task}". Tasks: ${Object.keys({ ...plain, ...electron }).join(', ')}.`,
  )
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`[setup] ${error.message}`)
  process.exitCode = 1
}
