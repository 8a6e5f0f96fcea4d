import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { appEnvironment, sandboxSwitches } from './app-environment'
import { SimulatedDocks, type DocksBroker } from './simulated-docks'

/** A started Dockwall. */
export interface Running {
  app: ElectronApplication
  /** Its first window, on its wall or its first start. */
  page: Page
  /** Everything main has written to its two outputs so far. */
  output: () => string
}

interface Fixtures {
  /** An empty data folder of this test's own. */
  userData: string
  /** Starts the built app; it ends with the test. Again on the same folder is a restart. */
  start: (args?: string[], folder?: string) => Promise<Running>
  /** The app started without switches. */
  running: Running
  /** Simulated docks that sign in at this broker; what is left of them ends with the test. */
  connect: (broker: DocksBroker, args?: string[]) => SimulatedDocks
}

export const test = base.extend<Fixtures>({
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'dockwall-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  },
  start: async ({ userData }, use, info) => {
    const started: Running[] = []
    await use(async (args = [], folder = userData) => {
      const running = await launch([...args, `--user-data-dir=${folder}`])
      started.push(running)
      return running
    })
    await Promise.all(started.map(({ app }) => app.close().catch(() => undefined)))
    if (info.status === info.expectedStatus) return
    for (const { output } of started) await info.attach('output of main', { body: output() })
  },
  running: async ({ start }, use) => use(await start()),
  connect: async ({}, use) => {
    const connected: SimulatedDocks[] = []
    await use((broker, args) => {
      const docks = SimulatedDocks.start(broker, args)
      connected.push(docks)
      return docks
    })
    await Promise.all(connected.map((docks) => docks.stop()))
  },
})

async function launch(args: string[]): Promise<Running> {
  // No executablePath: Playwright then asks the electron package, which follows
  // ELECTRON_OVERRIDE_DIST_PATH, and holds the app's start back until it listens.
  const app = await _electron.launch({
    args: [...sandboxSwitches, '--lang=en-US', '.', ...args],
    env: appEnvironment(),
  })
  let text = ''
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const page = await app.firstWindow()
  // A window begins on an empty page.
  await page.waitForURL('app://dockwall/renderer/index.html')
  // Until the stores are filled the page says that it opens, and hears no key.
  await page.getByRole('main').waitFor()
  return { app, page, output: () => text }
}

export { expect } from '@playwright/test'
