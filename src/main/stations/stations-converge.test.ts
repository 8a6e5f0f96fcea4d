import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModelStation } from './fixtures/model-station'
import { SharedSite } from './fixtures/shared-site'

const WHATS = ['want', 'drop', 'quality', 'cut', 'connect', 'pull', 'dock'] as const
const act = fc.record({
  station: fc.nat(2),
  what: fc.constantFrom(...WHATS),
  camera: fc.nat(1),
  value: fc.constantFrom(1, 2, 3, 4),
  pause: fc.constantFrom(0, 50, 400, 3_000, 25_000),
})
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

const carryOut = (site: SharedSite, station: ModelStation, { camera, value, what }: Act): void => {
  const id = camera === 0 ? site.dock.payload : site.dock.dockCamera
  const shows = station.wall.tiles.some((tile) => tile?.videoId === id)
  if (what === 'want') station.want(id)
  else if (what === 'drop') station.drop(id)
  else if (what === 'quality' && shows) station.want(id, { quality: value })
  else if (what === 'cut') station.cut()
  else if (what === 'connect') station.connect()
  else if (what === 'pull') station.pulls = !station.pulls
  else if (what === 'dock') site.dock.end(id)
}

test('whatever stations do and suffer, no watcher is robbed, and in the end all is as wished', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const site = new SharedSite()
      for (const [name, ahead] of [
        ['a', 3_600_000],
        ['b', 0],
        ['c', -3_600_000],
      ] as const)
        await site.station(name, ahead)
      for (const one of acts) {
        const station = site.stations[one.station]
        if (station !== undefined) carryOut(site, station, one)
        await site.time.run(one.pause)
      }
      for (const station of site.stations) {
        station.pulls = true
        station.connect()
      }
      await site.time.run(400_000)
      const before = site.asked().length
      await site.time.run(60_000)
      // At rest nobody asks the dock anything.
      expect(site.asked().slice(before)).toEqual([])
      for (const id of [site.dock.payload, site.dock.dockCamera]) {
        const tiles = site.stations.flatMap((station) =>
          station.wall.tiles.filter((tile) => tile?.videoId === id),
        )
        const [first] = tiles
        for (const tile of tiles) expect(tile?.quality).toBe(first?.quality)
        if (first) expect(site.dock.streams.get(id)?.quality).toBe(first.quality)
        for (const station of site.stations) {
          if (!station.wall.tiles.some((tile) => tile?.videoId === id)) continue
          expect(station.status(id)).toMatchObject({ state: { kind: 'live' }, pending: [] })
        }
      }
      expect(site.robbed).toEqual([])
    }),
    { numRuns: 8, seed: 7 },
  )
}, 120_000)
