import { expect, test } from 'vitest'
import type { Camera, Gateway } from '@shared/fleet'
import { emptyWall } from '@shared/wall'
import { fillDemoWall } from './demo-wall'

const camera = (sn: string, cameraIndex: string, lenses: string[]): Camera => ({
  sn,
  cameraIndex,
  model: { key: cameraIndex, en: cameraIndex, zh: cameraIndex, known: true },
  positions: [],
  sources: [
    { videoId: `${sn}/${cameraIndex}/normal-0`, videoIndex: 'normal-0', lenses, assumed: false },
  ],
})

const dock = (sn: string): Gateway => ({
  sn,
  kind: 'dock',
  model: { key: '3-2-0', en: 'DJI Dock 2', zh: 'DJI 机场 2', known: true },
  callsign: `Dock ${sn}`,
  presence: 'online',
  lastSeen: 1,
  cameras: [
    camera(sn, '165-0-7', []),
    camera(`${sn}AIR`, '176-0-0', ['normal']),
    camera(`${sn}AIR`, '81-0-0', ['wide', 'zoom', 'ir']),
  ],
  deviceCoexistMax: {},
  streams: [],
  capacityAssumed: false,
})

test('shows one camera of each dock, docks and aircraft in turn', () => {
  const wall = fillDemoWall(emptyWall(), ['B2', 'A1', 'C3', 'D4', 'E5'].map(dock), 5)
  expect(wall.grid).toBe(6)
  expect(wall.tiles.map((tile) => tile?.videoId)).toEqual([
    'A1/165-0-7/normal-0',
    'B2AIR/81-0-0/normal-0',
    'C3AIR/81-0-0/normal-0',
    'D4/165-0-7/normal-0',
    'E5AIR/81-0-0/normal-0',
  ])
  expect(wall.tiles[1]).toMatchObject({ on: true, gatewaySn: 'B2', title: 'Dock B2 · 81-0-0' })
})

test('leaves what the operator put there and adds only docks that are new', () => {
  const first = fillDemoWall(emptyWall(), [dock('A1')], 2)
  expect(fillDemoWall(first, [dock('A1')], 2)).toBe(first)
  const second = fillDemoWall(first, [dock('A1'), dock('B2'), dock('C3')], 2)
  expect(second.tiles).toHaveLength(2)
  expect(fillDemoWall(emptyWall(), [{ ...dock('A1'), capacityAssumed: true }], 2).tiles).toEqual([])
})
