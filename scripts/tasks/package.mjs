import { build } from './build.mjs'
import { exec, tool } from './exec.mjs'

/** Packages the app; without Electron's own downloads, with the fallback runtime for a try-out only. */
export async function packageApp({ kind, dist, version }, args) {
  const code = await build()
  if (code !== 0) return code
  const runtime = [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`]
  if (kind === 'fallback') {
    console.log('[package] made with the fallback runtime: to try the packaging, not to ship')
  }
  return exec(
    tool(
      'electron-builder/cli.js',
      '--publish',
      'never',
      ...(kind === 'fallback' ? runtime : []),
      ...args,
    ),
  )
}
