import { hasDisplay, withDisplay } from '../setup/display.mjs'
import { sandboxFlags, sandboxObstacle } from '../setup/sandbox.mjs'
import { buildIfStale, forgetBuild } from './build.mjs'
import { exec, tool } from './exec.mjs'

const NEEDS_NO_EYES = ['--screenshot', '--exit-after', '--simulate']
// Chromium complains about the desktop services that a machine without a display does not run.
const quiet = () => (hasDisplay() ? [] : ['--log-level=3'])

/** Starts the built app with these switches. @returns {Promise<number>} the app's exit code */
export async function launch({ exec: electron }, args) {
  const code = await buildIfStale()
  if (code !== 0) return code
  explain(args)
  return withDisplay((display) =>
    exec([electron, ...sandboxFlags(), ...quiet(), '.', ...args], display),
  )
}

/** The app with hot reload. */
export function develop({ env }, args) {
  explain(args)
  forgetBuild()
  const switches = sandboxFlags().length > 0 ? ['--noSandbox'] : []
  const passed = ['--', ...quiet(), ...args]
  return withDisplay((display) =>
    exec(tool('electron-vite/bin/electron-vite.js', 'dev', ...switches, ...passed), {
      ...env,
      ...display,
    }),
  )
}

function explain(args) {
  const obstacle = sandboxObstacle()
  if (obstacle) console.log(`[start] without Chromium's process sandbox: ${obstacle}`)
  if (hasDisplay() || args.some((arg) => NEEDS_NO_EYES.some((name) => arg.startsWith(name)))) return
  console.log(
    '[start] There is no display here, so Dockwall runs on a virtual one that nobody sees.\n' +
      '[start] For a picture of the wall: npm start -- --demo --screenshot=wall.png --exit-after=20',
  )
}
