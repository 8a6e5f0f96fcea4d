import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { writeSite } from './site-files'

const UP = { timeout: 20_000 }
test('a camera is dragged from the tree, and on to other tiles without a blink', async ({
  start,
  connect,
  userData,
}) => {
  const site = await writeSite(userData, [])
  const { page } = await start(site.args)
  const docks = connect(site)
  const empty = (number: number) => page.getByRole('region', { name: `Empty tile ${number}` })
  const dock = page.getByRole('region', { name: /Dock camera/ })
  const aircraft = page.getByRole('region', { name: /M3TD/ })

  await page.getByRole('treeitem', { name: 'Dock camera' }).dragTo(empty(1))
  await expect(dock.getByRole('status').first()).toContainText('Live', UP)
  await page.getByRole('treeitem', { name: 'M3TD camera' }).dragTo(empty(2))
  await expect(aircraft.getByRole('status').first()).toContainText('Live', UP)
  expect(await names(page)).toEqual([/Dock camera/, /M3TD/, /Empty tile 3/, /Empty tile 4/])

  // The same element with the same stream shows that the player was moved and not begun anew.
  await dock.locator('video').evaluate((video) => video.setAttribute('data-marked', ''))
  await dock.dragTo(aircraft)
  expect(await names(page)).toEqual([/M3TD/, /Dock camera/, /Empty tile 3/, /Empty tile 4/])
  await expect(dock.locator('video[data-marked]')).toHaveCount(1)
  await dock.dragTo(empty(4))
  expect(await names(page)).toEqual([/M3TD/, /Empty tile 2/, /Empty tile 3/, /Dock camera/])
  const moved = dock.locator('video[data-marked]')
  const time = () => moved.evaluate((video: HTMLVideoElement) => video.currentTime)
  const before = await time()
  await expect.poll(time).toBeGreaterThan(before)
  await expect(dock).toBeFocused()

  // Onto a taken tile it takes the place of what was there.
  await page.getByRole('treeitem', { name: 'Dock camera' }).dragTo(aircraft)
  await expect(aircraft).toHaveCount(0)
  await expect(dock).toHaveCount(2)
  expect(docks.count('push-started')).toBe(2)
})

/** The tiles in reading order, as patterns of those names so that a difference reads well. */
async function names(page: Page): Promise<RegExp[]> {
  const labels = await page
    .getByRole('main')
    .getByRole('region')
    .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('aria-label') ?? ''))
  return labels.map(
    (label) => new RegExp(/Empty tile \d|Dock camera|M3TD/.exec(label)?.[0] ?? label),
  )
}
