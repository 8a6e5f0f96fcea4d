import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Locator } from '@playwright/test'
import { expect, test } from './app'
import { AIRCRAFT_CAMERA, DOCK_CAMERA, writeSite } from './site-files'

const UP = { timeout: 30_000 }
test.setTimeout(120_000)
/** What the wall's page shows, asked past Playwright, whose page dies with the process. */
interface Seen {
  /** Each tile's word. */
  words: string[]
  /** Pictures shown by all tiles together. */
  pictures: number
  faults: string
}

const look = (app: ElectronApplication): Promise<Seen | undefined> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined || window.webContents.isCrashed()) return undefined
    if (window.webContents.isLoading()) return undefined
    const seen = window.webContents.executeJavaScript(`({
      words: [...document.querySelectorAll('section:has(video)')]
        .map((tile) => tile.querySelector('[role=status]')?.textContent ?? ''),
      pictures: [...document.querySelectorAll('video')]
        .reduce((sum, video) => sum + video.getVideoPlaybackQuality().totalVideoFrames, 0),
      faults: document.querySelector('.faults')?.textContent ?? '',
    })`) as Promise<Seen>
    // A page that dies while it is asked never answers.
    const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), 1_000))
    return Promise.race([seen, late])
  })

const liveTiles = async (app: ElectronApplication): Promise<number> =>
  (await look(app))?.words.filter((word) => word.includes('Live')).length ?? 0

/** Milliseconds until new pictures are seen, counted from `since`. */
async function untilPictures(app: ElectronApplication, since: number): Promise<number> {
  let last: number | undefined
  await expect
    .poll(
      async () => {
        const pictures = (await look(app))?.pictures ?? 0
        const grew = last !== undefined && pictures > last
        last = pictures
        return grew
      },
      { ...UP, intervals: [100] },
    )
    .toBe(true)
  return Date.now() - since
}

const crashReports = (userData: string): string[] =>
  readdirSync(join(userData, 'crashes')).filter((name) => name.endsWith('.json'))

test('a wall whose window dies is back and live by itself, and says so', async ({
  start,
  connect,
  userData,
}, info) => {
  const site = await writeSite(userData, [
    { videoId: DOCK_CAMERA },
    { videoId: AIRCRAFT_CAMERA, lens: 'wide' },
  ])
  const { app } = await start(site.args)
  const docks = connect(site)
  await expect.poll(() => liveTiles(app), UP).toBe(2)

  const began = Date.now()
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  const backMs = await untilPictures(app, began)
  info.annotations.push({ type: 'window killed: pictures after', description: `${backMs} ms` })
  console.log(`window killed: new pictures after ${backMs} ms`)
  expect(backMs).toBeLessThan(10_000)
  await expect.poll(() => liveTiles(app), UP).toBe(2)
  expect((await look(app))?.faults).toContain('loaded again')
  // Streams were not touched.
  expect(docks.count('push-started')).toBe(2)

  const [name = ''] = crashReports(userData)
  const report = readFileSync(join(userData, 'crashes', name), 'utf8')
  expect(JSON.parse(report)).toMatchObject({ what: 'window', versions: { dockwall: '0.1.0' } })
  expect(report).not.toContain(site.password)
})

test('tiles are live again after the media process is killed', async ({
  start,
  connect,
  userData,
}) => {
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  const { app } = await start(site.args)
  connect(site, ['--aircraft=off'])
  await expect.poll(() => liveTiles(app), UP).toBe(1)

  const mediaPid = (): Promise<number | undefined> =>
    app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Dockwall media')?.pid,
    )
  const first = await mediaPid()
  expect(first).toBeGreaterThan(0)
  const began = Date.now()
  process.kill(first ?? NaN, 'SIGKILL')
  await expect
    .poll(async () => ![first, undefined].includes(await mediaPid()), { ...UP, intervals: [50] })
    .toBe(true)
  const backMs = await untilPictures(app, began)
  console.log(`media process killed: new pictures after ${backMs} ms`)
  expect(backMs).toBeLessThan(15_000)
  await expect.poll(() => liveTiles(app), UP).toBe(1)
  await expect.poll(async () => (await look(app))?.faults, UP).toContain('started again')
  expect(crashReports(userData).some((name) => name.includes('Dockwall-media'))).toBe(true)
})

test('a fault of the demo is switched on from the panel, seen on the tile, and heals', async ({
  start,
}, info) => {
  const { page } = await start(['--demo=2'])
  const first = page.getByRole('region', { name: /Harbour/ })
  const second = page.getByRole('region', { name: /North Gate/ })
  const word = (tile: Locator) => tile.getByRole('status').first()
  await expect(word(first)).toContainText('Live', UP)
  await expect(word(second)).toContainText('Live', UP)

  await page.keyboard.press('x')
  const panel = page.getByRole('dialog', { name: 'Simulate a fault' })
  await expect(panel).toBeVisible()
  await panel.getByRole('combobox', { name: 'Dock' }).click()
  await page.getByRole('option', { name: 'Harbour' }).click()
  const silent = panel.getByRole('switch', { name: 'Video stops, connection stays' })
  await silent.click()
  await expect(silent).toBeChecked()
  await expect(word(first)).not.toContainText('Live', UP)
  await expect(word(second)).toContainText('Live')
  await page.screenshot({ path: info.outputPath('panel-en.png') })
  const began = Date.now()
  await panel.getByRole('button', { name: 'All well' }).click()
  await expect(silent).not.toBeChecked()
  await expect(word(first)).toContainText('Live', UP)
  console.log(`media stopped and well again: live after ${Date.now() - began} ms`)

  const power = panel.getByRole('switch', { name: 'Dock loses power' })
  await power.click()
  await expect(word(first)).not.toContainText('Live', UP)
  await power.click()
  await expect(word(first)).toContainText('Live', { timeout: 60_000 })

  await page.getByRole('radio', { name: '中文' }).click()
  await expect(page.getByRole('dialog', { name: '模拟故障' })).toBeVisible()
  await page.getByRole('switch', { name: '已连接但没有视频' }).click()
  await expect(word(first)).not.toContainText('直播中', UP)
  await page.screenshot({ path: info.outputPath('panel-zh.png') })
  await panel.page().keyboard.press('x')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('starts with the system when asked: with its own files, on its wall', async ({
  start,
  userData,
}) => {
  test.skip(process.platform !== 'linux', 'a login item cannot be looked at')
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  process.env['XDG_CONFIG_HOME'] = join(userData, 'config')
  const { page } = await start(site.args)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('switch', { name: 'Start with the computer' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  const entry = (): string => {
    try {
      return readFileSync(join(userData, 'config/autostart/dockwall.desktop'), 'utf8')
    } catch {
      return ''
    }
  }
  await expect.poll(entry).toContain(`"--wall=${join(userData, 'wall-of-site.json')}"`)
  await page.getByRole('switch', { name: 'Start with the computer' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(entry).toBe('')
})
