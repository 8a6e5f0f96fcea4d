import { expect, test } from './app'
import { DOCK_CAMERA, freePort, writeSite } from './site-files'

const UP = { timeout: 30_000 }
/** The dock does not take such an address; asked once. */
const REFUSED_ONCE = '513014:1'

test('WebRTC where the dock takes it, RTMP where it refuses, with words, and back by choice', async ({
  start,
  connect,
  userData,
}, info) => {
  // Three starts and a stop of one dock.
  test.setTimeout(60_000)
  const [rtmpPort, whipPort] = [await freePort(), await freePort()]
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }], {
    ingest: { host: '127.0.0.1', rtmpPort, whipPort },
  })
  const { page, output } = await start(site.args)
  const docks = connect(site, ['--aircraft=off', '--fault=no-candidates'])
  const dock = page.getByRole('region', { name: /Dock camera/ })
  const status = dock.getByRole('status').first()
  const protocol = dock.getByRole('combobox', { name: 'Protocol' })
  await expect(status).toContainText('Live', UP)
  await expect(protocol).toContainText('Auto · WebRTC')

  await dock.getByRole('combobox', { name: 'Quality' }).click()
  await page.getByRole('option', { name: 'HD', exact: true }).click()
  await expect
    .poll(() => statusOf(page), UP)
    .toMatchObject({ protocol: 'whip', confirmed: { quality: 3 }, meter: { width: 1280 } })

  docks.order({ fault: 'code', value: REFUSED_ONCE })
  await dock.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => statusOf(page), UP).toBeUndefined()
  await dock.getByRole('button', { name: 'Start' }).click()
  await expect(protocol).toContainText('Auto · RTMP', UP)
  await expect(status).toContainText('Live', UP)
  await dock.focus()
  await page.keyboard.press('w')
  const panel = page.getByRole('dialog', { name: 'Why is this black?' })
  await expect(panel.getByRole('note')).toContainText('WebRTC did not work with this dock')
  await page.screenshot({ path: info.outputPath('stepped-down.png') })
  await page.keyboard.press('Escape')

  await protocol.click()
  await page.getByRole('option', { name: 'WebRTC', exact: true }).click()
  await expect.poll(() => statusOf(page), UP).toMatchObject({ protocol: 'whip' })
  await expect(status).toContainText('Live', UP)
  expect(output()).not.toMatch(/normal-0_[a-z0-9]{16}/)
})

/** What main tells windows of the stream. */
const statusOf = (page: import('@playwright/test').Page): Promise<unknown> =>
  page.evaluate(async (wanted) => {
    const { dockwall } = globalThis as unknown as { dockwall: import('@shared/contract').Bridge }
    const statuses = (await dockwall.request('live.get', undefined)) as { videoId: string }[]
    return statuses.find((status) => status.videoId === wanted)
  }, DOCK_CAMERA)
