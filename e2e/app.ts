import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'

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
  start: (args?: string[]) => Promise<Running>
  /** The app started without switches. */
  running: Running
}

/** Root cannot use Chromium's own sandbox; everybody else shall. */
export const sandboxSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The environment of the app: the language of the screens must not depend on the machine. */
export function appEnvironment(): Record<string, string> {
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const displays = (process.env['DOCKWALL_DISPLAYS'] ?? '').split(' ').filter(Boolean)
  const own = displays[Number(process.env['TEST_PARALLEL_INDEX'])]
  return {
    ...Object.fromEntries(given),
    ...(own === undefined ? {} : { DISPLAY: own }),
    LANGUAGE: 'en',
    LANG: 'en_US.UTF-8',
  }
}

export const test = base.extend<Fixtures>({
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'dockwall-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  },
  start: async ({ userData }, use, info) => {
    const started: Running[] = []
    await use(async (args = []) => {
      const running = await launch([...args, `--user-data-dir=${userData}`])
      started.push(running)
      return running
    })
    await Promise.all(started.map(({ app }) => app.close().catch(() => undefined)))
    if (info.status === info.expectedStatus) return
    for (const { output } of started) await info.attach('output of main', { body: output() })
  },
  running: async ({ start }, use) => use(await start()),
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
