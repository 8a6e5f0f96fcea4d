import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'
import { AIRCRAFT_CAMERA, DOCK_CAMERA, writeSite } from './site-files'

/** Time for docks to come online, the aircraft after them, and the picture after that. */
const UP = { timeout: 30_000 }
test('a dock and its aircraft are watched, re-tuned, stopped and started', async ({
  start,
  connect,
  userData,
}) => {
  const site = await writeSite(userData, [
    { videoId: DOCK_CAMERA },
    { videoId: AIRCRAFT_CAMERA, lens: 'wide' },
  ])
  const { page } = await start(site.args)
  const docks = connect(site)
  const dock = page.getByRole('region', { name: /Dock camera/ })
  const aircraft = page.getByRole('region', { name: /M3TD/ })
  await expect(dock.getByRole('status').first()).toContainText('Live', UP)
  await expect(aircraft.getByRole('status').first()).toContainText('Live', UP)

  await aircraft.getByRole('radio', { name: 'Zoom' }).click()
  await expect(aircraft.getByRole('radio', { name: 'Zoom' })).toBeChecked()
  await aircraft.getByRole('combobox', { name: 'Quality' }).click()
  await page.getByRole('option', { name: 'HD', exact: true }).click()
  await expect
    .poll(() => statusOf(page, AIRCRAFT_CAMERA), UP)
    .toMatchObject({ confirmed: { lens: 'zoom', quality: 3 }, pending: [] })
  await expect
    .poll(() => statusOf(page, AIRCRAFT_CAMERA), UP)
    .toMatchObject({ meter: { width: 1280, height: 720 } })

  await dock.getByRole('radio', { name: 'Inside' }).click()
  await expect
    .poll(() => statusOf(page, DOCK_CAMERA), UP)
    .toMatchObject({ confirmed: { position: 0 }, pending: [] })

  await dock.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => statusOf(page, DOCK_CAMERA), UP).toBeUndefined()
  await expect.poll(() => docks.count('push-ended')).toBe(1)
  await dock.getByRole('button', { name: 'Start' }).click()
  await expect(dock.getByRole('status').first()).toContainText('Live', UP)
})

test('snapshot, full size and clear', async ({ start, connect, userData }) => {
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  const { page } = await start(site.args)
  connect(site, ['--aircraft=off'])
  const dock = page.getByRole('region', { name: /Dock camera/ })
  await expect(dock.getByRole('status').first()).toContainText('Live', UP)

  await dock.getByRole('button', { name: 'Snapshot' }).click()
  await expect.poll(() => files(join(userData, 'snapshots'))).toHaveLength(1)
  expect(files(join(userData, 'snapshots'))[0]).toMatch(/^7CTXSIM0010001_165-0-7_normal-0_.*\.png$/)

  const small = await dock.boundingBox()
  await dock.focus()
  await page.keyboard.press('f')
  await expect
    .poll(async () => (await dock.boundingBox())?.width)
    .toBeGreaterThan((small?.width ?? 0) * 1.5)
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await dock.boundingBox())?.width).toBe(small?.width)
  await dock.focus()
  await page.keyboard.press('Delete')
  await expect(dock).toBeHidden()
})

test('the smooth player shows the same stream', async ({ start, connect, userData }) => {
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA, player: 'smooth' }])
  const { page } = await start(site.args)
  connect(site, ['--aircraft=off'])
  const dock = page.getByRole('region', { name: /Dock camera/ })
  await expect(dock.getByRole('status').first()).toContainText('Live', UP)
  const time = () => dock.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
  await expect.poll(time, UP).toBeGreaterThan(1)
})

test('a dock that refuses is a sentence with a next step', async ({ start, connect, userData }) => {
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  const { page } = await start(site.args)
  connect(site, ['--aircraft=off', '--fault=code=513013'])
  const dock = page.getByRole('region', { name: /Dock camera/ })
  const alert = dock.getByRole('alert')
  await expect(alert).toContainText('513013', UP)
  await expect(alert.getByRole('button')).toBeVisible()
})

test('a restarted app adopts the stream that the dock still pushes', async ({
  start,
  connect,
  userData,
}) => {
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  const first = await start(site.args)
  connect(site, ['--aircraft=off'])
  const region = /Dock camera/
  const live = (page: typeof first.page) =>
    page.getByRole('region', { name: region }).getByRole('status').first()
  await expect(live(first.page)).toContainText('Live', UP)
  await first.app.close()
  const second = await start(site.args)
  await expect(live(second.page)).toContainText('Live', UP)
})

const files = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** What main tells windows of one stream. */
const statusOf = (page: import('@playwright/test').Page, videoId: string): Promise<unknown> =>
  page.evaluate(async (wanted) => {
    const { dockwall } = globalThis as unknown as { dockwall: import('@shared/contract').Bridge }
    const statuses = (await dockwall.request('live.get', undefined)) as { videoId: string }[]
    return statuses.find((status) => status.videoId === wanted)
  }, videoId)
