import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Tile } from '@shared/wall'
import { expect, test } from './app'
import { AIRCRAFT_CAMERA, DOCK_CAMERA, writeSite } from './site-files'

/** Time for docks to come online, to be asked and to answer. */
const UP = { timeout: 30_000 }
const NO_AIRCRAFT = '--aircraft=off'

/** Opens the panel of the first tile by the key. */
const ask = async (page: Page): Promise<Locator> => {
  await page.keyboard.press('1')
  await page.keyboard.press('w')
  const panel = page.getByRole('dialog', { name: 'Why is this black?' })
  await expect(panel.getByRole('listitem')).toHaveCount(8)
  return panel
}
const leg = (panel: Locator, name: string): Locator =>
  panel.getByRole('listitem').filter({ has: panel.page().getByText(name, { exact: true }) })

const wall = (tile: Partial<Tile> = {}): Partial<Tile>[] => [{ videoId: DOCK_CAMERA, ...tile }]

test('a dock that never reported: its leg, and the page that shows how docks connect', async ({
  start,
  userData,
}, info) => {
  const site = await writeSite(userData, wall())
  const { page } = await start(site.args)
  const panel = await ask(page)
  await expect(leg(panel, 'Dock')).toHaveAttribute('data-verdict', 'broken', UP)
  await expect(leg(panel, 'Broker')).toContainText('OK')
  await expect(panel.getByRole('alert')).toContainText('never reported')
  await page.screenshot({ path: info.outputPath('never-seen.png') })
  await panel.getByRole('button', { name: 'Show how docks connect' }).click()
  await expect(page.getByRole('tab', { name: 'Connect docks' })).toHaveAttribute(
    'data-state',
    'active',
  )
})

test('an aircraft that is off', async ({ start, connect, userData }, info) => {
  const site = await writeSite(userData, wall({ videoId: AIRCRAFT_CAMERA }))
  const { page } = await start(site.args)
  connect(site, [NO_AIRCRAFT])
  const panel = await ask(page)
  await expect(leg(panel, 'Aircraft, camera')).toHaveAttribute('data-verdict', 'broken', UP)
  await expect(leg(panel, 'Dock')).toContainText('OK')
  await expect(panel.getByRole('alert')).toContainText('aircraft is off')
  await expect(panel.getByRole('alert')).toContainText('Nothing to do but wait')
  await page.screenshot({ path: info.outputPath('aircraft.png') })
})

test('a dock that refuses, by a click, in both languages; trying again asks it again', async ({
  start,
  connect,
  userData,
}, info) => {
  const site = await writeSite(userData, wall())
  const { page } = await start(site.args)
  connect(site, [NO_AIRCRAFT, '--fault=code=513013'])
  const tile = page.getByRole('region', { name: /Dock camera/ })
  await expect(tile.getByRole('alert')).toContainText('513013', UP)
  await tile.getByRole('button', { name: 'Why is this black?' }).first().click()
  const panel = page.getByRole('dialog', { name: 'Why is this black?' })
  const reply = leg(panel, 'Reply of the dock')
  await expect(reply).toHaveAttribute('data-verdict', 'broken')
  await expect(reply).toContainText('513013')
  await page.screenshot({ path: info.outputPath('refused-en.png') })
  await panel.getByRole('button', { name: 'Try again now' }).click()
  await expect(reply).toContainText('now', UP)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  await page.getByRole('radio', { name: '中文' }).click()
  await page.keyboard.press('w')
  const chinese = page.getByRole('dialog', { name: '为什么没有画面？' })
  await expect(leg(chinese, '机场应答')).toContainText('异常')
  await page.screenshot({ path: info.outputPath('refused-zh.png') })
})

test('a publisher that sends no media', async ({ start, connect, userData }, info) => {
  // The ingest waits ten seconds for a first picture.
  test.setTimeout(60_000)
  const site = await writeSite(userData, wall())
  const { page } = await start(site.args)
  connect(site, [NO_AIRCRAFT, '--fault=media-silent=0'])
  const panel = await ask(page)
  await expect(panel.getByRole('alert')).toContainText('sends no pictures', UP)
  await expect(leg(panel, 'Video data')).toHaveAttribute('data-verdict', 'broken')
  await expect(leg(panel, 'Reply of the dock')).not.toContainText('Broken')
  await page.screenshot({ path: info.outputPath('silent.png') })
})

test('nothing is wrong, then the tile is stopped and started from the panel', async ({
  start,
  connect,
  userData,
}, info) => {
  const site = await writeSite(userData, wall())
  const { page } = await start(site.args)
  connect(site, [NO_AIRCRAFT])
  const panel = await ask(page)
  await expect(panel.getByText('Nothing is wrong')).toBeVisible(UP)
  await expect(panel.getByText('OK', { exact: true })).toHaveCount(7)
  await page.screenshot({ path: info.outputPath('fine.png') })
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await page.keyboard.press('w')
  await expect(panel.getByRole('alert')).toContainText('stopped', UP)
  await panel.getByRole('button', { name: 'Start the stream' }).click()
  await expect(panel).toBeHidden()
  const tile = page.getByRole('region', { name: /Dock camera/ })
  await expect(tile.getByRole('status').first()).toContainText('Live', UP)
})

test('a broker that is not there', async ({ start, userData }, info) => {
  const site = await writeSite(userData, wall())
  const settingsFile = join(userData, 'site.json')
  const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as object
  const external = { host: '127.0.0.1', port: site.brokerPort }
  writeFileSync(settingsFile, JSON.stringify({ ...settings, site: { mode: 'external' }, external }))
  const { page } = await start(site.args)
  const panel = await ask(page)
  await expect(leg(panel, 'Broker')).toHaveAttribute('data-verdict', 'broken', UP)
  await page.screenshot({ path: info.outputPath('broker.png') })
  await panel.getByRole('button', { name: 'Open the broker settings' }).click()
  await expect(page.getByRole('tab', { name: 'My broker' })).toHaveAttribute('data-state', 'active')
})
