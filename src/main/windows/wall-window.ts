import { join } from 'node:path'
import { BrowserWindow, Menu } from 'electron'
import { createLogger } from '../log/create-logger'
import { HangWatch } from './hang-watch'
import { revivePage } from './revive-page'

const log = createLogger('window')
/** Chromium's net error for a load that another one replaced. */
const ABORTED = -3

export interface WallWindowOptions {
  address: string
  developerTools: boolean
  /** The page's process died or hung; it is loaded again by itself. */
  crashed: (crash: { reason: string; exitCode: number }) => void
}

/**
 * Opens the window of the wall, sandboxed and isolated; it shows itself when it can be drawn and
 * loads its page again when the page's process dies or does nothing any more.
 */
export function openWallWindow(options: WallWindowOptions): BrowserWindow {
  const { address, developerTools } = options
  // The menu's shortcuts would take keys from the wall.
  Menu.setApplicationMenu(null)
  const window = new BrowserWindow({
    show: false,
    width: 1920,
    height: 1080,
    minWidth: 800,
    minHeight: 500,
    backgroundColor: '#0b0e12',
    title: 'Dockwall',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: developerTools,
    },
  })
  window.once('ready-to-show', () => window.show())
  watchPage(window, options)
  load(window, address)
  return window
}

function watchPage(window: BrowserWindow, { address, crashed }: WallWindowOptions): void {
  const { webContents: contents } = window
  const schedule = (act: () => void, ms: number): (() => void) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  }
  const gone = revivePage({ reload: () => load(window, address), now: Date.now, schedule })
  let hung = false
  const watch = new HangWatch({
    ask: () => (contents.isDevToolsOpened() ? Promise.resolve() : contents.executeJavaScript('0')),
    hung: () => {
      hung = true
      contents.forcefullyCrashRenderer()
    },
    schedule,
  })
  contents.on('did-finish-load', () => watch.begin())
  // The page embeds none: what fails to load is the page.
  contents.on('did-fail-load', (_event, code, description) => {
    if (code === ABORTED) return
    log.error('the wall page could not be loaded', { code, description })
    gone()
  })
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    watch.end()
    const why = hung ? 'unresponsive' : reason
    hung = false
    log.error('the process of the wall page is gone', { reason: why, exitCode })
    if (reason === 'clean-exit') return
    crashed({ reason: why, exitCode })
    gone()
  })
  window.on('closed', () => watch.end())
}

/** What cannot be loaded is told by `did-fail-load`. */
function load(window: BrowserWindow, address: string): void {
  if (!window.isDestroyed()) window.loadURL(address).catch(() => {})
}
