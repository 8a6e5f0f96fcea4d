import type { Tile } from '@shared/wall'
import { expect, test } from 'vitest'
import { tileKeys } from './tile-keys'

const tile = (videoId: string): Tile => ({
  videoId,
  gatewaySn: 'A',
  title: '',
  on: true,
  protocol: 'auto',
  quality: 0,
  player: 'now',
})

test('a source keeps its key wherever it is; copies and empty tiles have their own', () => {
  const [first, second] = [tile('A/1/n'), tile('A/2/n')]
  expect(tileKeys([first, null, second])).toEqual(['A/1/n 1', 'empty 1', 'A/2/n 1'])
  expect(tileKeys([second, first, null])).toEqual(['A/2/n 1', 'A/1/n 1', 'empty 2'])
  expect(new Set(tileKeys([first, first, null, null])).size).toBe(4)
})
