import { app } from 'electron'

/** What runs here, by name and number, for reports. */
export const ownVersions = (): Record<string, string> => ({
  dockwall: app.getVersion(),
  electron: process.versions.electron,
  chrome: process.versions['chrome'] ?? '',
  system: `${process.platform} ${process.getSystemVersion()} ${process.arch}`,
})
