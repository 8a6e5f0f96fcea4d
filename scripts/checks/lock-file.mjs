// The lock file must be complete for every system and name no registry. Some registries lag behind
// with the bindings for other systems; npm then leaves them out without a word.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/project.mjs'
import { lockFaults } from './lock-faults.mjs'

const faults = ['package-lock.json', 'scripts/runtime/package-lock.json'].flatMap((file) =>
  lockFaults(JSON.parse(readFileSync(join(root, file), 'utf8'))).map((why) => `${file}: ${why}`),
)
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
