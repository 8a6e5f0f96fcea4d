import { expect, test } from './app'
import { DOCK_CAMERA, writeSite } from './site-files'

const UP = { timeout: 30_000 }
/** Much less than silence takes to prove that a dock is gone, or a lost request its deadline. */
const AT_ONCE = { timeout: 4_000 }
test('a dock that loses power is waited for at once, and shown again when it is back', async ({
  start,
  connect,
  userData,
}) => {
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  const { page } = await start(site.args)
  const docks = connect(site, ['--aircraft=off'])
  const status = page
    .getByRole('region', { name: /Dock camera/ })
    .getByRole('status')
    .first()
  await expect(status).toContainText('Live', UP)
  await docks.stop()
  await expect(status).toContainText('Waiting for the dock', AT_ONCE)
  connect(site, ['--aircraft=off'])
  await expect(status).toContainText('Live', UP)
})
