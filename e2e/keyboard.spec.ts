import { expect, test } from './app'

const UP = { timeout: 20_000 }

test('everything is done without a mouse, and the focus is never lost', async ({ start }) => {
  const { page } = await start(['--demo=2'])
  const keys = page.keyboard
  const tiles = page.getByRole('main').getByRole('region')
  await expect(page.locator('video')).toHaveCount(2, UP)
  for (const tile of (await tiles.all()).slice(0, 2))
    await expect(tile.getByRole('status').first()).toContainText('Live', UP)
  // By name: in full size the other tiles are not there to be counted.
  const named = async (index: number) =>
    page.getByRole('region', { name: (await tiles.nth(index).getAttribute('aria-label')) ?? '' })
  const [first, second] = [await named(0), await named(1)]

  await keys.press('1')
  await expect(first).toBeFocused()
  expect(await first.evaluate((tile) => tile.matches(':focus-visible'))).toBe(true)
  await keys.press('ArrowRight')
  await expect(second).toBeFocused()

  const small = (await second.boundingBox())?.width ?? 0
  await keys.press('f')
  await expect.poll(async () => (await second.boundingBox())?.width).toBeGreaterThan(small * 1.5)
  await expect(second).toBeFocused()
  await keys.press('Escape')
  await expect.poll(async () => (await second.boundingBox())?.width).toBe(small)

  const quality = second.getByRole('combobox', { name: 'Quality' })
  await keys.press('q')
  // The list moves the focus a moment after each key: nobody types faster, but a test does.
  await expect(page.getByRole('option', { name: 'Adaptive' })).toBeFocused()
  await keys.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'Smooth' })).toBeFocused()
  await keys.press('Enter')
  await expect(quality).toHaveText(/Smooth/)
  await expect(quality).toBeFocused()
  await keys.press('Escape')
  await expect(second).toBeFocused()
  await expect(second.getByRole('status').locator('..')).toContainText('Smooth', UP)

  // Tab reaches the controls of the tile, each by name.
  await keys.press('Tab')
  await expect(second.getByRole('button', { name: 'Stop' })).toBeFocused()
  await keys.press('Tab')
  await expect(quality).toBeFocused()
  await keys.press('Escape')

  await keys.press('s')
  await expect(second.getByRole('status').first()).toContainText(/Stopp/)
  await keys.press('i')
  await keys.press('Delete')
  await expect(page.getByRole('region', { name: 'Empty tile 2' })).toBeFocused()

  await keys.press('/')
  await keys.type('camera of nobody')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await keys.press('Escape')
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await keys.press('ArrowDown')
  await expect(page.getByRole('tree')).toBeFocused()
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await expect(page.getByRole('region', { name: 'Empty tile 2' })).toBeHidden()
  await keys.press('Escape')
  await expect(tiles.nth(1)).toBeFocused()

  await keys.press('Shift+ArrowLeft')
  await expect(tiles.nth(0)).toBeFocused()
  await keys.press('g')
  await keys.press('ArrowRight')
  await expect(page.getByRole('radio', { name: '6 tiles', exact: true })).toBeChecked()
  await expect(tiles).toHaveCount(6)
  await keys.press('Escape')
  await keys.press('b')
  await expect(page.getByRole('tree')).toBeHidden()
  await keys.press('b')
})

test('a dialog takes the focus and gives it back', async ({ start }) => {
  const { page } = await start(['--demo=1'])
  await expect(page.locator('video')).toHaveCount(1, UP)
  const first = page.getByRole('main').getByRole('region').first()
  await page.keyboard.press('1')
  await expect(first).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  // A key of the wall is not heard below a dialog.
  await page.keyboard.press('b')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(first).toBeFocused()
  await expect(page.getByRole('tree')).toBeVisible()
})
