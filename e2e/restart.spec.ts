import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'

const UP = { timeout: 20_000 }

test('the wall comes back as it was left', async ({ start, userData }) => {
  const settings = { version: 1, language: 'en', site: { mode: 'demo', demoDocks: 2 } }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  const first = await start()
  const tilesOf = (page: typeof first.page) => page.getByRole('main').getByRole('region')
  await expect(first.page.locator('video')).toHaveCount(2, UP)

  const { keyboard } = first.page
  await first.page.getByRole('radio', { name: '9 tiles' }).click()
  const name = (await tilesOf(first.page).nth(0).getAttribute('aria-label')) ?? ''
  await keyboard.press('Escape')
  await keyboard.press('1')
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('q')
  await first.page.getByRole('option', { name: 'HD', exact: true }).click()
  await keyboard.press('Escape')
  await first.page.getByRole('button', { name: 'Hide devices' }).click()
  await keyboard.press('2')
  await keyboard.press('s')
  const stopped = (await tilesOf(first.page).nth(1).getAttribute('aria-label')) ?? ''
  // At once: what was changed a moment ago is kept as well.
  await first.app.close()

  const { page } = await start()
  await expect(tilesOf(page)).toHaveCount(9)
  const moved = tilesOf(page).nth(3)
  await expect(moved).toHaveAccessibleName(name)
  await expect(moved.getByRole('combobox', { name: 'Quality' })).toHaveText(/HD/)
  await expect(moved.getByRole('status').first()).toContainText('Live', UP)
  await expect(tilesOf(page).nth(1)).toHaveAccessibleName(stopped)
  await expect(tilesOf(page).nth(1).getByRole('status').first()).toContainText('Stopped')
  await expect(page.getByRole('tree')).toBeHidden()
})
