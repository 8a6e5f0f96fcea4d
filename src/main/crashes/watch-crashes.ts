import { app, crashReporter } from 'electron'
import { createLogger, processLog } from '../log/create-logger'
import type { RecentLines } from '../log/recent-lines'
import { CrashFolder } from './crash-folder'
import { LastResort } from './last-resort'
import { ownVersions } from './own-versions'
import { restartArguments } from './restart-arguments'

const log = createLogger('crash')

/**
 * Notices whatever dies or fails without being caught, writes it down in `folder` and restarts the
 * app when it cannot go on. Must be called before Electron is ready. Nothing is sent anywhere.
 */
export function watchCrashes(options: { folder: string; recent: RecentLines; restarts: number }) {
  const { folder, recent, restarts } = options
  const began = Date.now()
  app.setPath('crashDumps', folder)
  crashReporter.start({ uploadToServer: false })
  const crashes = new CrashFolder({
    folder,
    versions: ownVersions(),
    lines: () => recent.all(),
    redact: (text) => processLog.redact(text),
    now: Date.now,
  })
  crashes.tidy()
  const resort = new LastResort({
    keep: (crash) => crashes.keep(crash),
    log: (text, error) => log.error(text, error),
    restart: () => {
      processLog.flush()
      const { APPIMAGE: execPath } = process.env
      const args = restartArguments(process.argv, { restarts, aliveMs: Date.now() - began })
      app.relaunch({ args, ...(execPath === undefined ? {} : { execPath }) })
      app.exit(1)
    },
    now: Date.now,
    schedule: setTimeout,
    restarts,
  })
  let ending = false
  app.on('before-quit', () => (ending = true))
  process.on('uncaughtException', (error) => resort.uncaught(error))
  process.on('unhandledRejection', (reason) => resort.rejected(reason))
  app.on('child-process-gone', (_event, { type, name, serviceName, reason, exitCode }) => {
    if (ending || reason === 'clean-exit') return
    const what = name ?? serviceName ?? type
    log.error(`a process is gone: ${what}`, { reason, exitCode })
    crashes.keep({ what, reason, exitCode })
  })
  return {
    keep: crashes.keep.bind(crashes),
    /** From now on the app does its work. */
    started: () => resort.started(),
  }
}
