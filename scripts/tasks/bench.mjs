import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { withDisplay } from '../setup/display.mjs'
import { root } from '../setup/project.mjs'
import { buildIfStale } from './build.mjs'
import { bundle } from './bundle.mjs'
import { exec } from './exec.mjs'

const ENTRY = 'bench/index.ts'

/** The figures, measured on the built app. @returns {Promise<number>} exit code */
export async function bench({ env }, args) {
  if (!existsSync(join(root, ENTRY))) {
    console.error(`[bench] ${ENTRY} does not exist`)
    return 1
  }
  const code = await buildIfStale()
  if (code !== 0) return code
  const file = await bundle(ENTRY, 'bench')
  return withDisplay((display) => exec([process.execPath, file, ...args], { ...env, ...display }))
}
