import { expect, test } from './app'
import { SimulatedDocks } from './simulated-docks'
import { DOCK_CAMERA, writeSite } from './site-files'

const UP = { timeout: 30_000 }
/** Much less than silence takes to prove that a dock is gone, or a lost request its deadline. */
const AT_ONCE = { timeout: 4_000 }
let docks: SimulatedDocks | undefined

test.afterEach(async () => {
  await docks?.stop()
  docks = undefined
})

test('a dock that loses power is waited for at once, and shown again when it is back', async ({
  start,
  userData,
}) => {
  const site = await writeSite(userData, [{ videoId: DOCK_CAMERA }])
  const { page } = await start(site.args)
  const powerOn = (): SimulatedDocks =>
    SimulatedDocks.start({ port: site.brokerPort, password: site.password }, ['--aircraft=off'])
  docks = powerOn()
  const status = page
    .getByRole('region', { name: /Dock camera/ })
    .getByRole('status')
    .first()
  await expect(status).toContainText('Live', UP)
  await docks.stop()
  await expect(status).toContainText('Waiting for the dock', AT_ONCE)
  docks = powerOn()
  await expect(status).toContainText('Live', UP)
})
