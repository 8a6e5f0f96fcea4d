import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app'
import { DOCK_CAMERA, writeSite } from './site-files'

/** Time for docks to come online, to be asked and to answer. */
const UP = { timeout: 30_000 }
/** When a push of these docks freezes, in seconds after it began. */
const FREEZES_AFTER = 8
const tileOf = (page: Page): Locator => page.getByRole('region', { name: /Dock camera/ })

test('a picture that stands still while video arrives is found and healed', async ({
  start,
  connect,
  userData,
}, info) => {
  test.setTimeout(90_000)
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  const { page } = await start(site.args)
  const docks = connect(site, ['--aircraft=off', `--fault=media-frozen=${FREEZES_AFTER}`])
  const tile = tileOf(page)
  await expect.poll(() => docks.count('push-started'), UP).toBe(1)
  const began = Date.now()
  const alert = tile.getByRole('alert').filter({ hasText: 'its picture stands still' })
  await expect(alert).toBeVisible({ timeout: (FREEZES_AFTER + 5) * 1000 })
  const found = Date.now() - began
  info.annotations.push({ type: 'found', description: `${found} ms after the push began` })
  // Not before it froze, and soon after.
  expect(found).toBeGreaterThan((FREEZES_AFTER - 1) * 1000)
  expect(found).toBeLessThan((FREEZES_AFTER + 4) * 1000)
  await page.screenshot({ path: info.outputPath('frozen.png') })

  await expect.poll(() => docks.count('push-started'), UP).toBe(2)
  await expect(tile.getByRole('status').first()).toContainText('Live', UP)
  await expect(alert).toBeHidden()
  await page.screenshot({ path: info.outputPath('healed.png') })
})
