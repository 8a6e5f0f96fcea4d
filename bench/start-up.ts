import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import type { Outcome } from './figure'
import { median } from './statistics'
import { environment, sandboxSwitches } from './environment'

const EMPTY_APP = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1920, height: 1080 }).loadURL('data:text/html,<main>empty</main>'))
`
const SETTINGS = { version: 1, language: 'en', site: { mode: 'embedded' } }

/** From starting the program to a wall that can be used, beside an empty Electron window. */
export async function startUp(repeat: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'dockwall-bench-'))
  const empty = join(folder, 'empty')
  const settingsFile = join(folder, 'site.json')
  const ports = {
    broker: { host: '127.0.0.1', port: 41883 },
    ingest: { host: '127.0.0.1', rtmpPort: 41935, whipPort: 0 },
  }
  writeFileSync(settingsFile, JSON.stringify({ ...SETTINGS, ...ports }))
  writeFileSync(`${empty}.cjs`, EMPTY_APP)
  const ours: number[] = []
  const theirs: number[] = []
  try {
    for (let round = 0; round < Math.max(3, repeat); round++) {
      theirs.push(await timeOf([`${empty}.cjs`], 'main'))
      ours.push(
        await timeOf(
          ['.', `--settings=${settingsFile}`, `--user-data-dir=${folder}/data`],
          '[role=tree], [role=searchbox], input',
        ),
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  return {
    figures: [
      { name: 'start to usable wall', value: median(ours), unit: 'ms' },
      { name: 'start to an empty Electron window', value: median(theirs), unit: 'ms' },
      { name: 'start beside an empty window', value: median(ours) / median(theirs), unit: 'times' },
    ],
  }
}

/** From spawning the program until `selector` is on its first page. */
async function timeOf(args: string[], selector: string): Promise<number> {
  const began = performance.now()
  const app = await _electron.launch({
    args: [...sandboxSwitches, ...args],
    env: environment(),
  })
  const page = await app.firstWindow()
  await page.waitForSelector(selector, { timeout: 30_000 })
  const took = performance.now() - began
  await app.close()
  return took
}
