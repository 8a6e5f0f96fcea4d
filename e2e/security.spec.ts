import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from './app'
import { appEnvironment, sandboxSwitches } from './app-environment'
import type { Bridge } from '@shared/contract'

/** What a page of ours has and a web page has not. */
interface Inside {
  dockwall: Bridge
  hit?: number
}

test('a page has two functions of ours and nothing of Node', async ({ running: { page } }) => {
  const seen = await page.evaluate(() => ({
    require: 'require' in globalThis,
    process: 'process' in globalThis,
    bridge: Object.keys((globalThis as unknown as Inside).dockwall).sort(),
  }))
  expect(seen).toEqual({ require: false, process: false, bridge: ['request', 'subscribe'] })
})

test('every page is sandboxed and isolated', async ({ running: { app } }) => {
  const pages = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const preferences = (
        contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences()
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = preferences
      return { sandbox, contextIsolation, nodeIntegration, webSecurity }
    }),
  )
  expect(pages.length).toBeGreaterThan(0)
  for (const preferences of pages)
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    })
})

test('the content policy stops inline and made-up script', async ({ running: { page } }) => {
  const seen = await page.evaluate(async () => {
    const inside = globalThis as unknown as Inside
    const blocked = new Promise<string>((done) =>
      document.addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), {
        once: true,
      }),
    )
    const script = document.createElement('script')
    script.textContent = 'globalThis.hit = 1'
    document.head.append(script)
    const directive = await blocked
    // In a later turn, because what the debugger itself runs may evaluate.
    const evaluated = await new Promise<string>((done) =>
      setTimeout(() => {
        try {
          done(String(globalThis.eval('1')))
        } catch (error) {
          done((error as Error).name)
        }
      }),
    )
    return { hit: inside.hit, directive, evaluated }
  })
  expect(seen).toEqual({ hit: undefined, directive: 'script-src-elem', evaluated: 'EvalError' })
})

test('a page cannot leave', async ({ running: { app, page } }) => {
  const address = page.url()
  const prevented = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<boolean>((done) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.webContents.once('will-navigate', (event) =>
          setImmediate(() => done(event.defaultPrevented)),
        )
      }),
  )
  // Answered, so the listener above stands.
  await app.evaluate(() => true)
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'http://127.0.0.1:9/'
    document.body.append(link)
    link.click()
  })
  expect(await prevented).toBe(true)
  expect(page.url()).toBe(address)
})

test('a page cannot open a window', async ({ running: { app, page } }) => {
  const opened = await page.evaluate(() => window.open('https://dockwall.example/') !== null)
  expect(opened).toBe(false)
  expect(app.windows()).toHaveLength(1)
})

test('files outside the pages are out of reach', async ({ running: { page } }) => {
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/renderer/index.html',
      '/%2e%2e/main/index.js',
      '/..%2fmain/index.js',
      '/renderer/no-such.js',
    ]
    return Promise.all(paths.map(async (path) => (await fetch(path)).status))
  })
  expect(statuses).toEqual([200, 404, 400, 404])
})

test('permissions and devices are denied', async ({ running: { page } }) => {
  const seen = await page.evaluate(async () => {
    const state = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state
    const media = await navigator.mediaDevices
      .getUserMedia({ audio: true })
      .then(() => 'given')
      .catch((error: Error) => error.name)
    return [await state('geolocation'), await state('notifications'), media]
  })
  expect(seen).toEqual(['denied', 'denied', expect.stringMatching(/^Not(Allowed|Found)Error$/)])
})

test('a second start gives way to the first', async ({ running: { app }, userData }) => {
  const program = process.env['ELECTRON_EXEC_PATH'] ?? 'electron'
  const second = spawn(program, [...sandboxSwitches, '.', `--user-data-dir=${userData}`], {
    env: appEnvironment(),
    stdio: 'ignore',
  })
  const [code] = (await once(second, 'exit')) as [number | null]
  expect(code).toBe(0)
  expect(app.windows()).toHaveLength(1)
})

test('a foreign page with our bridge gets nothing', async ({ running: { app } }) => {
  const opening = app.waitForEvent('window')
  await app.evaluate(({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    void window.loadURL('data:text/html,<title>foreign</title>')
  })
  const foreign = await opening
  await foreign.waitForFunction(() => document.title === 'foreign')
  const answer = await foreign.evaluate(() =>
    (globalThis as unknown as Inside).dockwall.request('app.get', undefined).then(
      () => 'answered',
      (error: Error) => error.message,
    ),
  )
  expect(answer).toContain('refused')
})

test('requests outside the contract are refused', async ({ running: { page } }) => {
  const answers = await page.evaluate(async () => {
    const { dockwall } = globalThis as unknown as Inside
    const asked: [unknown, unknown][] = [
      ['fs.read', '/etc/passwd'],
      ['constructor', undefined],
      ['__proto__', undefined],
      [42, undefined],
      ['site.choose', { mode: 'root' }],
      ['live.retry', { videoId: '../../etc/passwd' }],
      ['secret.set', { name: 'broker.password', value: 'x', extra: 1 }],
      ['wall.set', null],
      ['player.report', [{ videoId: 1 }]],
      ['snapshot.save', { videoId: 'a/b/c', png: 'not bytes' }],
    ]
    const ask = ([name, input]: [unknown, unknown]): Promise<string> =>
      dockwall.request(name as string, input).then(
        () => 'answered',
        (error: Error) => error.message,
      )
    return Promise.all(asked.map(ask))
  })
  for (const answer of answers) expect(answer).toContain('refused')
})
