import { withDisplay } from '../setup/display.mjs'
import { buildIfStale } from './build.mjs'
import { bundle } from './bundle.mjs'
import { exec } from './exec.mjs'

/**
 * A program of bench/ on the built app and a display.
 * @param {string} entry its file without ending
 * @returns {(runtime: { env: Record<string, string> }, args: string[]) => Promise<number>} gives
 *   the exit code
 */
export const program =
  (entry) =>
  async ({ env }, args) => {
    const code = await buildIfStale()
    if (code !== 0) return code
    const file = await bundle(`bench/${entry}.ts`, entry === 'index' ? 'bench' : entry)
    return withDisplay((display) => exec([process.execPath, file, ...args], { ...env, ...display }))
  }

/** Our ingest and the implementations of others: needs packages, Electron and no build. */
export async function interop({ env }, args) {
  const file = await bundle('interop/index.ts', 'interop')
  return withDisplay((display) => exec([process.execPath, file, ...args], { ...env, ...display }))
}
