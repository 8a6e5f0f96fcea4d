// A browser with one page that publishes, and nothing of Dockwall.
const { app, BrowserWindow } = require('electron')

const webPreferences = { backgroundThrottling: false }
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 700, height: 420, webPreferences })
  return window.loadURL(process.env['DOCKWALL_INTEROP_PAGE'])
})
