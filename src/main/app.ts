import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain, safeStorage, session, shell } from 'electron'
import type { Fault } from '@shared/fault'
import { lastingArguments } from './autostart/lasting-arguments'
import { startWithSystem } from './autostart/start-with-system'
import { appHandlers } from './bridge/app-handlers'
import { demoHandlers } from './bridge/demo-handlers'
import { diagnosticsHandlers } from './bridge/diagnostics-handlers'
import { Door } from './bridge/door'
import { fleetHandlers } from './bridge/fleet-handlers'
import { liveHandlers } from './bridge/live-handlers'
import { pictureHandlers } from './bridge/picture-handlers'
import { settingsHandlers } from './bridge/settings-handlers'
import { siteHandlers } from './bridge/site-handlers'
import { wallHandlers } from './bridge/wall-handlers'
import { readCommandLine, type CommandLine } from './command-line'
import { ownVersions } from './crashes/own-versions'
import { watchCrashes } from './crashes/watch-crashes'
import { writeDiagnostics } from './diagnostics/diagnostics-file'
import { localAddresses } from './local-addresses'
import { createLogger, processLog } from './log/create-logger'
import { openLogFile } from './log/log-file'
import { RecentLines } from './log/recent-lines'
import { openSecrets } from './settings/open-secrets'
import { SecretStore } from './settings/secret-store'
import { SettingsStore } from './settings/settings-store'
import { Site } from './site'
import { hardenContents, hardenSession } from './windows/harden'
import { developmentOrigin, isOwnAddress, wallAddress } from './windows/page-address'
import { declareScheme, servePages } from './windows/serve-pages'
import { watchUnattended } from './windows/unattended'
import { openWallWindow } from './windows/wall-window'

const log = createLogger('app')
const now = (): number => Date.now()
/** How long the app may take to put its things away. */
const LONGEST_END_MS = 3_000
const schedule = (callback: () => void, ms: number): (() => void) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

declareScheme()

/**
 * The start-up list: read it top to bottom to learn every part the app has and the order in which
 * they wake. Ends the process with code 2 when the command line is wrong.
 */
export async function startApp(argv: readonly string[]): Promise<void> {
  const line = readCommandLine(argv)
  if ('problem' in line) {
    console.error(line.problem)
    return app.exit(2)
  }
  // enableSandbox would take away --no-sandbox, without which root can start no child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  if (!app.requestSingleInstanceLock()) {
    console.error('Dockwall already runs on this data folder; its window was brought to the front.')
    // Who asked for a picture of the wall does not get one.
    return app.exit(line.exitAfter === undefined ? 0 : 1)
  }
  app.on('second-instance', showFirstWindow)

  const folder = app.getPath('userData')
  const logs = join(folder, 'logs')
  const crashFolder = join(folder, 'crashes')
  const recent = new RecentLines(now)
  const sink = recent.tee(openLogFile({ folder: logs, console: !app.isPackaged }))
  processLog.open({ sink, now })
  setInterval(() => processLog.flush(), 1_000)
  const { restarted = 0 } = line
  const crashes = watchCrashes({ folder: crashFolder, recent, restarts: restarted })

  const development = developmentOrigin(process.env, app.isPackaged)
  const isOwn = (address: string): boolean => isOwnAddress(address, development)
  hardenContents(isOwn)
  await app.whenReady()
  hardenSession(session.defaultSession, isOwn)
  servePages(session.defaultSession, join(import.meta.dirname, '../renderer'))

  const trouble: { raise?: (fault: Fault) => void } = {}
  const stores = openStores(folder, line, (fault) => trouble.raise?.(fault))
  const door = new Door({
    ipc: ipcMain,
    isOwn,
    listeners: () =>
      BrowserWindow.getAllWindows()
        .map((window) => window.webContents)
        .filter((contents) => !contents.isCrashed()),
    refused: (what) => log.warn('a request was refused', { what }),
  })
  const site = new Site({
    ...stores,
    ...(line.demo === undefined ? {} : { demo: line.demo }),
    ...(line.wallFile === undefined ? {} : { wallFile: line.wallFile }),
    folder: siteFolder(folder, line),
    now,
    schedule,
    addresses: () => localAddresses(networkInterfaces()),
    spawnSelf: (args, env) =>
      spawn(process.execPath, [...ownSwitches(), ...args], { env: { ...process.env, ...env } }),
    tell: (event, value) => door.tell(event, value),
  })
  trouble.raise = (fault) => site.raise(fault)
  door.open({
    ...appHandlers({
      info: () => appInfo(line, site.state().mode === 'demo'),
      folder: (which) =>
        ({
          snapshots: snapshotFolder(stores.settings),
          logs,
          crashes: crashFolder,
          settings: folder,
        })[which],
      showFolder: (path) => shell.openPath(path),
      now,
    }),
    ...siteHandlers({
      state: () => site.state(),
      choose: (mode) => site.choose(mode),
      tryBroker: () => site.tryBroker(),
    }),
    ...fleetHandlers(() => site.fleet()),
    ...liveHandlers({
      statuses: () => site.statuses(),
      retry: (videoId) => site.retry(videoId),
      explain: (videoId) => site.explain(videoId),
      playerReports: (reports) => site.playerReports(reports),
    }),
    ...wallHandlers({ get: () => site.wall(), set: (wall) => site.setWall(wall) }),
    ...settingsHandlers({
      view: () => site.settingsView(),
      patch: (patch) => stores.settings.patch(patch),
      setSecret: (name, value) => site.setSecret(name, value),
    }),
    ...demoHandlers({ fault: (wanted) => site.demoFault(wanted) }),
    ...diagnosticsHandlers({
      save: () =>
        writeDiagnostics(
          {
            versions: ownVersions(),
            site: site.state(),
            settings: stores.settings.get(),
            fleet: site.fleet(),
            streams: site.statuses(),
            whip: site.exchanges(),
            lines: recent.all(),
          },
          {
            folder: join(folder, 'diagnostics'),
            now: now(),
            redact: (text) => processLog.redact(text),
          },
        ),
      show: (file) => shell.showItemInFolder(file),
      now,
    }),
    ...pictureHandlers({
      open: (opened, window) => site.open(opened, window),
      snapshotFolder: () => snapshotFolder(stores.settings),
      now,
    }),
  })
  await site.start()

  const openWindow = (): BrowserWindow =>
    openWallWindow({
      address: wallAddress(development),
      developerTools: !app.isPackaged,
      crashed: (crash) => {
        crashes.keep({ what: 'window', ...crash })
        site.raisePassing({ code: 'window-crashed', at: now(), detail: crash.reason })
      },
    })
  const window = openWindow()
  crashes.started()
  if (restarted > 0) site.raisePassing({ code: 'app-restarted', at: now() })
  followStartWithSystem(stores.settings, (detail) =>
    site.raisePassing({ code: 'start-with-system-failed', at: now(), detail }),
  )
  watchUnattended(line, { window, statuses: () => site.statuses(), wall: () => site.wall() })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  endOrderly(async () => {
    await Promise.all([site.stop(), stores.settings.settled()])
    processLog.flush()
  })
}

/** The last change of the wall or the settings must reach the disk before the app is gone. */
function endOrderly(finish: () => Promise<void>): void {
  let finished = false
  app.on('will-quit', (event) => {
    if (finished) return
    event.preventDefault()
    const end = (): void => {
      if (finished) return
      finished = true
      // Electron does not hear a wish to quit while it still tells of the one before.
      setImmediate(() => app.quit())
    }
    schedule(end, LONGEST_END_MS)
    finish().then(end, end)
  })
  // After Chromium's own handlers, which would not wait for us.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => app.quit())
}

function openStores(folder: string, line: CommandLine, onFault: (fault: Fault) => void) {
  const settings = new SettingsStore(
    line.settingsFile === undefined
      ? { path: join(folder, 'settings.json'), now, onFault }
      : { path: line.settingsFile, unattended: true, now, onFault },
  )
  let wanted = settings.get().secretStore
  const open = (place: typeof wanted) =>
    openSecrets({ folder, wanted: place, keystore: safeStorage })
  const secrets = new SecretStore({
    backend: open(wanted),
    given: settings.givenSecrets,
    saves: line.settingsFile === undefined,
    onFault,
    now,
  })
  settings.onChange(({ secretStore }) => {
    if (secretStore === wanted) return
    wanted = secretStore
    secrets.moveTo(open(wanted))
  })
  return { settings, secrets }
}

/** A demo from the command line begins anew each time; what it keeps is of that run alone. */
function siteFolder(folder: string, line: CommandLine): string {
  if (line.demo === undefined) return folder
  const own = join(folder, 'demo-from-command-line')
  rmSync(own, { recursive: true, force: true })
  return own
}

/** Applied when it is on, so that a moved program is found; taken away only when it was on before. */
function followStartWithSystem(settings: SettingsStore, failed: (why: string) => void): void {
  const apply = (on: boolean): void => {
    const problem = startWithSystem(on, {
      platform: process.platform,
      program: process.env['APPIMAGE'] ?? process.execPath,
      args: [...ownSwitches(), ...lastingArguments(process.argv)],
      configFolder: app.getPath('appData'),
      setLoginItem: (item) => app.setLoginItemSettings(item),
    })
    if (problem !== undefined) failed(problem)
  }
  let on = settings.get().startWithSystem
  if (on) apply(on)
  settings.onChange(({ startWithSystem: wanted }) => {
    if (wanted !== on) apply(wanted)
    on = wanted
  })
}

const snapshotFolder = (settings: SettingsStore): string =>
  settings.get().snapshots.folder || join(app.getPath('pictures'), 'Dockwall')

/** What this program was started with and its children need as well. */
const ownSwitches = (): string[] => [
  ...(app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
  ...(app.isPackaged ? [] : [app.getAppPath()]),
]

const appInfo = (line: CommandLine, demo: boolean) => ({
  version: app.getVersion(),
  electron: process.versions.electron,
  platform: process.platform,
  systemLanguage: app.getLocale().startsWith('zh') ? ('zh' as const) : ('en' as const),
  demo,
  softwareScreen: !app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled'),
  unattended: line.settingsFile !== undefined || line.wallFile !== undefined,
})

function showFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized() === true) window.restore()
  window?.focus()
}
