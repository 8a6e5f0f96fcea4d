import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { SiteBroker } from '../bench/site-broker'
import { expect, test } from './app'
import { hasNginxRtmp, NginxRtmp } from './nginx-rtmp'
import { DOCK_CAMERA, freePort, writeSite } from './site-files'

const UP = { timeout: 45_000 }
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
let broker: SiteBroker | undefined
let server: NginxRtmp | undefined

test.skip(!hasNginxRtmp || !hasFfmpeg, 'nginx with libnginx-mod-rtmp and ffmpeg are needed')
test.afterEach(async () => {
  await Promise.all([broker?.die(), server?.stop()])
  broker = server = undefined
})

const tileOf = (page: Page): Locator => page.getByRole('region', { name: /Dock camera/ })
const live = (page: Page): Promise<void> =>
  expect(tileOf(page).getByRole('status').first()).toContainText('Live', UP)

test('two stations watch a dock that pushes once, agree, and the last one stops it', async ({
  start,
  connect,
  userData,
}) => {
  test.setTimeout(180_000)
  const rtmp = await freePort()
  const address = `rtmp://{host}:${rtmp}/{app}/{stream}`
  const { port } = (broker = await SiteBroker.start())
  server = await NginxRtmp.start(userData, rtmp)
  const asked = (method: string): number =>
    broker?.requests.filter((request) => request.method === method).length ?? NaN
  const station = async (name: string): Promise<Page> => {
    const folder = join(userData, name)
    mkdirSync(folder)
    const site = await writeSite(folder, [{ videoId: DOCK_CAMERA }], {
      site: { mode: 'external', name },
      external: { protocol: 'mqtt', host: '127.0.0.1', port, version: 4 },
      mediaServer: { kind: 'custom', host: '127.0.0.1', rtmpPublish: address, rtmp: address },
    })
    return (await start(site.args, folder)).page
  }

  const docks = connect({ brokerPort: port, password: 'any' }, ['--aircraft=off'])
  const [first, second] = [await station('first'), await station('second')]
  await live(first)
  await live(second)
  expect(docks.count('push-started')).toBe(1)
  expect(asked('live_start_push')).toBe(1)

  await tileOf(second).getByRole('combobox', { name: 'Quality' }).click()
  await second.getByRole('option', { name: 'HD', exact: true }).click()
  await expect(tileOf(first).getByRole('combobox', { name: 'Quality' })).toHaveText('HD', UP)
  await expect.poll(() => asked('live_set_quality'), UP).toBe(1)

  await tileOf(first).getByRole('button', { name: 'Stop' }).click()
  await expect(tileOf(first).getByRole('button', { name: 'Start' })).toBeVisible()
  await live(second)
  await tileOf(second).getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => docks.count('push-ended'), UP).toBe(1)
  expect(asked('live_stop_push')).toBe(1)
})
