// Electron starts this when it is given a project folder. The fallback runtime comes without
// Electron's own, so this one does the part that is needed: `electron [-r module] [switches] folder`.
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const args = process.argv.slice(1)
const preloads = []
let given = '.'
while (args.length > 0) {
  const arg = args.shift()
  if (arg === '-r' || arg === '--require') preloads.push(args.shift())
  else if (!arg.startsWith('-')) {
    given = arg
    break
  }
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
let entry = resolve(given)
if (statSync(entry).isDirectory()) {
  const folder = entry
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version)
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName)
  app.setAppPath(folder)
  entry = resolve(folder, manifest.main ?? 'index.js')
}
// Playwright's loader comes this way: it holds back `ready` until it is attached.
const require = createRequire(resolve('x'))
for (const module of preloads) require(module)
await import(pathToFileURL(entry).href)
