import { join } from 'node:path'
import { BrowserWindow, Menu } from 'electron'
import { createLogger } from '../log/create-logger'
import { revivePage } from './revive-page'

const log = createLogger('window')

/**
 * Opens the window of the wall, sandboxed and isolated; it shows itself when it can be drawn and
 * loads its page again when the page's process dies.
 */
export function openWallWindow(address: string, developerTools: boolean): BrowserWindow {
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
  const gone = revivePage({
    reload: () => {
      if (!window.isDestroyed()) void window.loadURL(address)
    },
    now: Date.now,
    schedule: (act, ms) => setTimeout(act, ms),
  })
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('the process of the wall page is gone', { reason, exitCode })
    if (reason !== 'clean-exit') gone()
  })
  void window.loadURL(address)
  return window
}
