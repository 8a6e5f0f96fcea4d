import { expect, test } from 'vitest'
import { oneWishForEachSource, tileSchema, wallSchema, type Wall } from './wall'

const tile = (videoId: string, more: object = {}) =>
  tileSchema.parse({ videoId, gatewaySn: 'G1', ...more })

test('tiles of one source want what the first of them wants, each with its own player', () => {
  const wall: Wall = {
    version: 1,
    grid: 4,
    tiles: [
      tile('A/1-0-0/normal-0', { quality: 3, lens: 'zoom' }),
      null,
      tile('A/1-0-0/normal-0', { quality: 1, on: false, player: 'smooth', title: 'again' }),
      tile('B/1-0-0/normal-0', { quality: 2 }),
    ],
  }
  expect(oneWishForEachSource(wall).tiles).toEqual([
    wall.tiles[0],
    null,
    tile('A/1-0-0/normal-0', { quality: 3, lens: 'zoom', player: 'smooth', title: 'again' }),
    wall.tiles[3],
  ])
})

test.each([
  ['a grid that is none', { grid: 5 }],
  ['too many tiles', { tiles: Array(26).fill(null) }],
  ['a video id that is a path', { tiles: [{ videoId: '../../x', gatewaySn: 'G1' }] }],
  ['a quality that is none', { tiles: [{ videoId: 'A/1/n', gatewaySn: 'G1', quality: 9 }] }],
  ['a field nobody knows', { tiles: [{ videoId: 'A/1/n', gatewaySn: 'G1', colour: 'red' }] }],
])('%s is refused', (_what, wrong) => {
  expect(wallSchema.safeParse({ version: 1, grid: 4, tiles: [], ...wrong }).success).toBe(false)
})
