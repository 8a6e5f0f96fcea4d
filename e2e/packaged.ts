import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { expect, test } from './app'
import { appEnvironment, sandboxSwitches } from './app-environment'
import { readFuses } from '../scripts/setup/fuses.mjs'

const folder = process.env['DOCKWALL_PACKAGED'] ?? 'dist/linux-unpacked'
const program = join(folder, 'dockwall')

test.beforeAll(() => {
  expect(existsSync(program), `${program} is missing: npm run package -- --linux dir`).toBe(true)
})

test('the fuses are set and the default app is gone', () => {
  expect(readFuses(program)).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: false,
    asarIntegrity: true,
    onlyLoadAppFromAsar: true,
    browserV8Snapshot: false,
    fileProtocolExtraPrivileges: false,
  })
  expect(existsSync(join(folder, 'resources/app.asar'))).toBe(true)
  expect(existsSync(join(folder, 'resources/default_app.asar'))).toBe(false)
})

// With the inspector fuse off Playwright cannot launch it, but a page can still be reached.
test('it starts on its own page and answers the bridge', async ({ userData }) => {
  const switches = [...sandboxSwitches, '--remote-debugging-port=0', `--user-data-dir=${userData}`]
  const app = spawn(program, switches, {
    env: appEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(app))
    const [context] = browser.contexts()
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
    await expect.poll(() => page?.url()).toBe('app://dockwall/renderer/index.html')
    const version = await page?.evaluate(async () => {
      const inside = globalThis as unknown as {
        dockwall: { request(name: string, input: unknown): Promise<{ version: string }> }
      }
      return (await inside.dockwall.request('app.get', undefined)).version
    })
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    await browser.close()
  } finally {
    app.kill()
    if (app.exitCode === null) await once(app, 'exit')
  }
})

function debuggerAddress(app: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    app.once('error', fail)
    app.once('exit', (code) => fail(new Error(`ended with ${code}: ${text}`)))
    app.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
      if (address !== undefined) done(address)
    })
  })
}
