import type { Grid, Tile, Wall } from '@shared/wall'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GRIDS } from './grid-shape'
import {
  clear,
  firstFree,
  place,
  setGrid,
  setPlayer,
  swap,
  tileAt,
  tileOf,
  updateSource,
  visibleTiles,
} from './layout'

const ids = ['A/165-0-7/normal-0', 'B/81-0-0/normal-0', 'C/81-0-0/normal-0', 'D/39-0-7/normal-0']
const source = (videoId: string) => ({ videoId, gatewaySn: 'GW', title: videoId })

const tiles = fc.record({
  videoId: fc.constantFrom(...ids),
  gatewaySn: fc.constant('GW'),
  title: fc.string({ maxLength: 8 }),
  on: fc.boolean(),
  protocol: fc.constant('auto' as const),
  quality: fc.constantFrom(0, 1, 2, 3, 4),
  player: fc.constantFrom('now', 'smooth'),
}) satisfies fc.Arbitrary<Tile>
const walls: fc.Arbitrary<Wall> = fc.record({
  version: fc.constant(1 as const),
  grid: fc.constantFrom<Grid>(...GRIDS),
  tiles: fc.array(fc.option(tiles), { maxLength: 25 }),
})
const slots = fc.nat({ max: 24 })

const kept = (wall: Wall): string[] =>
  wall.tiles.flatMap((tile) => (tile ? JSON.stringify(tile) : [])).sort()
const empty: Wall = { version: 1, grid: 4, tiles: [] }

describe('no tile is lost', () => {
  test('by a swap, whatever it swaps', () =>
    fc.assert(
      fc.property(walls, fc.integer({ min: -3, max: 40 }), fc.integer(), (wall, from, to) => {
        expect(kept(swap(wall, from, to))).toEqual(kept(wall))
        expect(kept(swap(wall, from, from))).toEqual(kept(wall))
      }),
    ))

  test('by another grid and back', () =>
    fc.assert(
      fc.property(walls, fc.constantFrom<Grid>(...GRIDS), (wall, grid) => {
        expect(kept(setGrid(wall, grid))).toEqual(kept(wall))
        expect(setGrid(setGrid(wall, grid), wall.grid)).toEqual(wall)
      }),
    ))

  test('by placing on a free tile; on a taken one only that tile goes', () =>
    fc.assert(
      fc.property(walls, slots, fc.constantFrom(...ids), (wall, index, videoId) => {
        const before = wall.tiles.flatMap((tile, slot) =>
          tile && slot !== index ? tile.title : [],
        )
        const next = place(wall, index, source(videoId))
        const after = next.tiles.flatMap((tile, slot) => (tile && slot !== index ? tile.title : []))
        expect(after).toEqual(before)
        expect(tileAt(next, index)).toMatchObject({ videoId, on: true })
      }),
    ))

  test('by clearing another one', () =>
    fc.assert(
      fc.property(walls, slots, (wall, index) => {
        const next = clear(wall, index)
        expect(tileAt(next, index)).toBeNull()
        const others = (one: Wall) =>
          Array.from({ length: 25 }, (_, slot) => (slot === index ? null : tileAt(one, slot)))
        expect(others(next)).toEqual(others(wall))
      }),
    ))
})

describe('a stream has one wish, whatever shows it', () => {
  test('after placing and after every change', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(slots, fc.constantFrom(...ids), fc.constantFrom(0, 1, 2, 3, 4)), {
          maxLength: 30,
        }),
        (steps) => {
          let wall: Wall = { ...empty, grid: 25 }
          for (const [index, videoId, quality] of steps) {
            wall = place(wall, index, source(videoId))
            wall = updateSource(wall, videoId, { quality, on: quality > 0 })
          }
          for (const videoId of ids) {
            const wishes = wall.tiles.filter((tile) => tile?.videoId === videoId)
            expect(new Set(wishes.map((tile) => `${tile?.quality} ${tile?.on}`)).size).toBeLessThan(
              2,
            )
          }
        },
      ),
    ))

  test('a change leaves other sources alone', () =>
    fc.assert(
      fc.property(walls, (wall) => {
        const next = updateSource(wall, ids[0] ?? '', { lens: 'ir' })
        next.tiles.forEach((tile, slot) => {
          if (tile?.videoId !== ids[0]) expect(tile).toEqual(tileAt(wall, slot))
          else expect(tile?.lens).toBe('ir')
        })
      }),
    ))

  test('a source that is on the wall already brings its wish along', () => {
    const [a = ''] = ids
    const wall = updateSource(place(empty, 0, source(a)), a, { quality: 4, lens: 'zoom' })
    expect(tileAt(place(wall, 3, source(a)), 3)).toMatchObject({ quality: 4, lens: 'zoom' })
  })
})

describe('what is on screen', () => {
  test('is exactly as many tiles as the grid has', () =>
    fc.assert(
      fc.property(walls, (wall) => {
        expect(visibleTiles(wall)).toHaveLength(wall.grid)
      }),
    ))

  test('the first free tile is free and the first; none when all are taken', () =>
    fc.assert(
      fc.property(walls, (wall) => {
        const index = firstFree(wall)
        const taken = visibleTiles(wall).slice(0, index)
        expect(taken.every((tile) => tile !== null)).toBe(true)
        if (index === undefined) expect(taken).toHaveLength(wall.grid)
        else expect(tileAt(wall, index)).toBeNull()
      }),
    ))

  test('a source beyond the grid is not on screen', () => {
    const wall = place(empty, 7, source(ids[0] ?? ''))
    expect(tileOf(wall, ids[0] ?? '')).toBeUndefined()
    expect(tileOf(setGrid(wall, 9), ids[0] ?? '')).toBe(7)
  })
})

describe('changes stay inside the wall', () => {
  test.each([-1, 25, 0.5, Number.NaN])('slot %d takes nothing', (index) => {
    expect(place(empty, index, source(ids[0] ?? ''))).toBe(empty)
    expect(clear(empty, index)).toBe(empty)
    expect(setPlayer(empty, index, 'smooth')).toBe(empty)
  })

  test('the player is chosen for one tile', () => {
    const wall = place(place(empty, 0, source(ids[0] ?? '')), 1, source(ids[0] ?? ''))
    expect(visibleTiles(setPlayer(wall, 1, 'smooth')).map((tile) => tile?.player)).toEqual([
      'now',
      'smooth',
      undefined,
      undefined,
    ])
  })

  test('empty slots at the end are not kept', () =>
    fc.assert(
      fc.property(walls, slots, (wall, index) => {
        const { tiles: after } = clear(place(wall, index, source(ids[0] ?? '')), index)
        expect(after.at(-1)).not.toBeNull()
      }),
    ))
})
