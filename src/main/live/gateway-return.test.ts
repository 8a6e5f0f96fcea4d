import { expect, test } from 'vitest'
import { liveSite } from './fixtures/live-site'
import type { ModelSite } from './fixtures/model-site'

const losePower = (site: ModelSite): void => {
  site.dock.online = false
  for (const id of [...site.dock.streams.keys()]) site.dock.end(id)
}

test('a dock that has restarted is asked at once, though a request to it was under way', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  losePower(site)
  // Its silence is not noticed yet, so it is asked and never hears it.
  await site.time.run(7000)
  expect(site.sent).toHaveLength(1)
  site.sent.length = 0
  site.comeBack(site.dock)
  await site.time.run(2000)
  expect(site.methods()).toEqual(['live_start_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a reply of before the restart is no answer to what is asked after it', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  site.replyAfter = 1000
  site.dock.end(id)
  await site.time.run(600)
  expect(site.methods()).toEqual(['live_start_push'])
  site.comeBack(site.dock)
  await site.time.run(10_000)
  expect(site.state(id)).toMatchObject({ kind: 'live' })
  expect(site.mostInFlight).toBeLessThanOrEqual(1)
})

test('a dock that restarted its link and not itself streams on untouched', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  site.comeBack(site.dock)
  await site.time.run(10_000)
  expect(site.state(id)).toMatchObject({ kind: 'live' })
  expect(site.sent).toEqual([])
})

test('after the broker is back a dock is asked when it was heard, not before', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  site.link(false)
  site.dock.online = false
  site.dock.end(id)
  await site.time.run(3000)
  site.link(true)
  await site.time.run(2000)
  expect(site.sent).toEqual([])
  expect(site.state(id)).toMatchObject({ kind: 'waiting', for: 'gateway' })
  site.dock.online = true
  await site.time.run(3500)
  expect(site.methods()).toEqual(['live_start_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('pauses that a stream had earned before its dock went away are forgotten', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  site.dock.refuse = ({ method }) => (method === 'live_start_push' ? 513015 : undefined)
  site.dock.end(id)
  await site.time.run(120_000)
  expect(site.state(id)).toMatchObject({ kind: 'retrying' })
  losePower(site)
  site.dock.refuse = () => undefined
  site.sent.length = 0
  site.comeBack(site.dock)
  await site.time.run(1500)
  expect(site.methods()).toEqual(['live_start_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a dock that only lost its link and cannot reach us still counts as ours to restart', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  const stream = site.dock.streams.get(id)
  site.cut(site.dock, id, 1e9)
  site.comeBack(site.dock)
  await site.time.run(15_000)
  expect(site.methods()).toEqual(['live_start_push', 'live_stop_push', 'live_start_push'])
  expect(site.dock.streams.get(id)).not.toBe(stream)
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a dock that comes back again and again is not asked more than twice a second', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  site.replyAfter = 1e6
  site.dock.end(id)
  for (let round = 0; round < 50; round++) {
    site.comeBack(site.dock)
    await site.time.run(100)
  }
  const gaps = site.sent.slice(1).map(({ at }, place) => at - (site.sent[place]?.at ?? 0))
  expect(gaps.length).toBeGreaterThan(5)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500)
})

test('of a dock that the broker saw leave nothing is waited for', async () => {
  const { site, id } = await liveSite({ camera: 'dockCamera' })
  site.replyAfter = 1e6
  site.live.setWishes([site.wish(id, { quality: 3 })])
  await site.time.run(1000)
  expect(site.methods()).toEqual(['live_set_quality'])
  losePower(site)
  site.leave(site.dock)
  await site.time.run(3000)
  expect(site.state(id)).toMatchObject({ kind: 'waiting', for: 'gateway' })
  expect(site.methods()).toEqual(['live_set_quality'])
})
