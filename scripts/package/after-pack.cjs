const { rmSync } = require('node:fs')
const { join } = require('node:path')

/** Takes out the app that Electron runs when it is given a folder: a shipped Dockwall is given none. */
exports.default = async ({ appOutDir, packager }) => {
  const resources =
    packager.platform.name === 'mac'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents/Resources')
      : join(appOutDir, 'resources')
  rmSync(join(resources, 'default_app.asar'), { force: true })
}
