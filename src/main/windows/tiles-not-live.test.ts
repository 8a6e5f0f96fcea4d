import { expect, test } from 'vitest'
import type { StreamStatus } from '@shared/stream'
import { tileSchema, type Wall } from '@shared/wall'
import { tilesNotLive } from './tiles-not-live'

const tile = (videoId: string, on = true) => tileSchema.parse({ videoId, gatewaySn: 'G1', on })
const status = (videoId: string, kind: 'live' | 'stopping'): StreamStatus => ({
  videoId,
  state: kind === 'live' ? { kind, since: 1, adopted: false } : { kind, since: 1 },
  confirmed: {},
  pending: [],
})

test('names each visible wanted tile without a live stream', () => {
  const wall: Wall = {
    version: 1,
    grid: 4,
    tiles: [tile('A/1/n'), null, tile('B/1/n'), tile('C/1/n', false), tile('beyond/1/n')],
  }
  expect(tilesNotLive(wall, [status('A/1/n', 'live'), status('B/1/n', 'stopping')])).toEqual([
    { title: 'B/1/n', state: 'stopping' },
  ])
  expect(tilesNotLive(wall, [status('A/1/n', 'live'), status('B/1/n', 'live')])).toEqual([])
})

test('an empty wall is not live', () => {
  expect(tilesNotLive({ version: 1, grid: 4, tiles: [null] }, [])).toHaveLength(1)
})
