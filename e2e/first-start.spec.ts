import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'
import { freePort } from './site-files'

const UP = { timeout: 20_000 }
test('one click leads from an empty computer to live pictures', async ({ running: { page } }) => {
  await expect(page.getByRole('heading', { name: 'What shall this wall watch?' })).toBeVisible()
  await page.getByRole('button', { name: 'Demo' }).click()
  await expect(page.getByText('Demo — simulated docks')).toBeVisible()
  const first = page
    .getByRole('region')
    .filter({ has: page.locator('video') })
    .first()
  await expect(first.getByRole('status').first()).toContainText('Live', UP)
})

test('a dock set up with what the page says is ticked off live', async ({
  start,
  connect,
  userData,
}) => {
  const brokerPort = await freePort()
  const settings = {
    version: 1,
    language: 'en',
    broker: { host: '127.0.0.1', port: brokerPort },
    ingest: { host: '127.0.0.1', rtmpPort: await freePort(), whipPort: 0 },
  }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  const { page } = await start()
  await page.getByRole('button', { name: 'My docks connect to this computer' }).click()
  const shown = (label: string) =>
    page
      .locator('dt', { hasText: label })
      .locator('xpath=following-sibling::dd')
      .locator('code')
      .innerText()
  const steps = page.getByRole('listitem')
  await expect(steps.filter({ hasText: 'Broker listens' })).toContainText('done')
  await expect(steps.filter({ hasText: 'A dock has connected' })).toContainText('waiting')
  expect(await shown('MQTT gateway address')).toMatch(new RegExp(`^tcp://.+:${brokerPort}$`))

  // Typed and left, never saved by a button.
  await page.getByRole('textbox', { name: 'App ID' }).fill('123456')
  await page.getByRole('textbox', { name: 'App Key' }).fill('key')
  await page.getByRole('textbox', { name: 'App License' }).fill('licence')
  await page.keyboard.press('Tab')
  await expect(page.locator('main').getByText('set', { exact: true })).toHaveCount(2)
  const [password, bindingCode] = [await shown('MQTT password'), await shown('Device binding')]
  connect({ brokerPort, password, bindingCode }, ['--aircraft=off'])
  await expect(steps.filter({ hasText: 'done' })).toHaveCount(6, UP)

  await page.getByRole('button', { name: 'To the wall' }).click()
  await page.getByRole('treeitem', { name: /Dock camera/ }).dblclick()
  const tile = page.getByRole('region', { name: /Dock camera/ })
  await expect(tile.getByRole('status').first()).toContainText('Live', UP)
})

test('a broker that is not there is said with a next step', async ({ running: { page } }) => {
  const port = await freePort()
  await page.getByRole('button', { name: 'My broker' }).click()
  await expect(page.getByRole('button', { name: 'Use this broker' })).toBeDisabled()
  await expect(page.getByRole('textbox', { name: 'CA file' })).toBeHidden()
  await page.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1')
  await page.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await page.getByRole('button', { name: 'Try', exact: true }).click()
  const alert = page.locator('main').getByRole('alert')
  await expect(alert).toContainText(`The broker does not answer at 127.0.0.1:${port}`)
  await expect(alert).toContainText('Check host, port and firewall.')
})

test('a value out of range is said at its field, in the language shown', async ({ start }) => {
  const { page } = await start(['--demo=1'])
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'Built-in broker' }).click()
  await page.getByRole('textbox', { name: 'Port', exact: true }).fill('99999')
  await page.getByRole('tab', { name: 'General' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('a whole number from 1 to 65535')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('tab', { name: 'General' }).click()
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: '中文' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog', { name: '设置' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '设置' })).toBeFocused()
  // The demo that was asked for on the command line is still one.
  await expect(page.getByText('演示')).toBeVisible()
})
