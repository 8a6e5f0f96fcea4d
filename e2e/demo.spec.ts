import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './app'

test('six simulated docks on a wall, marked as a demo, in both languages', async ({
  start,
}, info) => {
  const { page } = await start(['--demo=6'])
  const tiles = page.getByRole('region').filter({ has: page.locator('video') })
  await expect(tiles).toHaveCount(6, { timeout: 30_000 })
  for (const tile of await tiles.all())
    await expect(tile.getByRole('status').first()).toContainText('Live', { timeout: 30_000 })
  await expect(page.getByText('Demo — simulated docks')).toBeVisible()
  await expect(page.getByText('North Gate').first()).toBeVisible()
  await page.screenshot({ path: info.outputPath('wall-en.png') })

  await page.getByRole('radio', { name: '中文' }).click()
  await expect(tiles.first().getByRole('status').first()).toContainText('直播中')
  await page.screenshot({ path: info.outputPath('wall-zh.png') })
})

test('a screenshot without anybody there: exit code 0 only when every tile is live', () => {
  test.setTimeout(120_000)
  const folder = mkdtempSync(join(tmpdir(), 'dockwall-e2e-'))
  const picture = join(folder, 'wall.png')
  const run = (args: string[]) =>
    spawnSync(
      process.execPath,
      ['scripts/run.mjs', 'start', `--user-data-dir=${folder}`, ...args],
      { encoding: 'utf8' },
    )
  const good = run(['--demo=2', `--screenshot=${picture}`, '--exit-after=20'])
  expect(good.status, good.stdout + good.stderr).toBe(0)
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG')
  // Docks cannot be online yet.
  expect(run(['--demo=2', '--exit-after=0.5']).status).toBe(1)
  rmSync(folder, { recursive: true, force: true })
})
