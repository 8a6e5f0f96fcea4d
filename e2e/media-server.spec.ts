import { spawnSync } from 'node:child_process'
import { expect, test } from './app'
import { hasNginxRtmp, listens, NginxRtmp } from './nginx-rtmp'
import { DOCK_CAMERA, freePort, writeSite } from './site-files'

const UP = { timeout: 45_000 }
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
let server: NginxRtmp | undefined

test.skip(!hasNginxRtmp || !hasFfmpeg, 'nginx with libnginx-mod-rtmp and ffmpeg are needed')
test.afterEach(async () => {
  await server?.stop()
  server = undefined
})

test('docks push to a server of others, the wall fetches; it goes away and comes back', async ({
  start,
  connect,
  userData,
}) => {
  test.setTimeout(180_000)
  const port = await freePort()
  const address = `rtmp://{host}:${port}/{app}/{stream}`
  server = await NginxRtmp.start(userData, port)
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }], {
    mediaServer: { kind: 'custom', host: '127.0.0.1', rtmpPublish: address, rtmp: address },
  })
  const { output, page } = await start(site.args)
  connect(site, ['--aircraft=off'])
  const dock = page.getByRole('region', { name: /Dock camera/ })
  const bar = page.getByRole('banner').getByRole('status', { name: /Media server/ })
  await expect(dock.getByRole('status').first()).toContainText('Live', UP)
  await expect(bar).toContainText('Ready')
  await expect
    .poll(() => statusOf(page), UP)
    .toMatchObject({ protocol: 'rtmp', fetched: 'rtmp', meter: { width: 960 } })
  expect(await listens(site.rtmpPort)).toBe(false)

  await server.stop()
  await expect(bar).toContainText('No answer', UP)
  server = await NginxRtmp.start(userData, port)
  await expect(bar).toContainText('Ready', UP)
  await expect(dock.getByRole('status').first()).toContainText('Live', UP)
  expect(output()).not.toMatch(/normal-0_[a-z0-9]{16}/)
})

const statusOf = (page: import('@playwright/test').Page): Promise<unknown> =>
  page.evaluate(async (wanted) => {
    const { dockwall } = globalThis as unknown as { dockwall: import('@shared/contract').Bridge }
    const statuses = (await dockwall.request('live.get', undefined)) as { videoId: string }[]
    return statuses.find((status) => status.videoId === wanted)
  }, DOCK_CAMERA)
