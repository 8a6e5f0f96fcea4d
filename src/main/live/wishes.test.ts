import { expect, test } from 'vitest'
import type { Tile, Wall } from '@shared/wall'
import { wishesOf, withChoices } from './wishes'

const tile = (videoId: string, more: Partial<Tile> = {}): Tile => ({
  videoId,
  gatewaySn: 'DOCK1',
  title: 'North',
  on: true,
  protocol: 'auto',
  quality: 0,
  player: 'now',
  ...more,
})
const wall = (grid: Wall['grid'], ...tiles: (Tile | null)[]): Wall => ({ version: 1, grid, tiles })

test('visible tiles that are on, in tile order, without what is only for the eye', () => {
  const wishes = wishesOf(
    wall(4, tile('A/1/n'), null, tile('B/1/n', { on: false }), tile('C/1/n', { lens: 'ir' })),
  )
  expect(wishes).toEqual([
    { videoId: 'A/1/n', gatewaySn: 'DOCK1', protocol: 'auto', quality: 0 },
    { videoId: 'C/1/n', gatewaySn: 'DOCK1', protocol: 'auto', quality: 0, lens: 'ir' },
  ])
})

test('tiles beyond the grid are not wanted', () => {
  expect(wishesOf(wall(1, tile('A/1/n'), tile('B/1/n'))).map(({ videoId }) => videoId)).toEqual([
    'A/1/n',
  ])
})

test('one source on two tiles: the first that is on decides', () => {
  const wishes = wishesOf(
    wall(
      4,
      tile('A/1/n', { on: false, quality: 1 }),
      tile('A/1/n', { quality: 3, position: 1 }),
      tile('A/1/n', { quality: 4 }),
    ),
  )
  expect(wishes).toMatchObject([{ quality: 3, position: 1 }])
})

test('the choice of another station comes to every tile of its stream, and takes away what it leaves open', () => {
  const chosen = {
    videoId: 'A/1/n',
    gatewaySn: 'DOCK2',
    protocol: 'rtmp',
    quality: 3,
    lens: 'ir',
  } as const
  const before = wall(
    4,
    tile('A/1/n', { lens: 'zoom', position: 1, player: 'smooth' }),
    null,
    tile('B/1/n', { lens: 'zoom' }),
    tile('A/1/n', { on: false }),
  )
  const own = { protocol: 'rtmp', quality: 3, lens: 'ir' } as const
  expect(withChoices(before, [chosen])).toEqual(
    wall(
      4,
      tile('A/1/n', { ...own, player: 'smooth' }),
      null,
      tile('B/1/n', { lens: 'zoom' }),
      tile('A/1/n', { ...own, on: false }),
    ),
  )
})
