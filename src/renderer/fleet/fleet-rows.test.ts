import { describe, expect, test } from 'vitest'
import { orderFleet } from './fleet-order'
import { fleetRows } from './fleet-rows'
import { sampleDock } from './fleet-sample'

describe('the order of the tree', () => {
  test('online first, then silent, then offline; names as people count', () => {
    const fleet = [
      sampleDock(10),
      sampleDock(2),
      sampleDock(1, { presence: 'offline' }),
      sampleDock(3, { presence: 'stale' }),
    ]
    expect(orderFleet(fleet, 'en').map(({ callsign }) => callsign)).toEqual([
      'Dock 2',
      'Dock 10',
      'Dock 3',
      'Dock 1',
    ])
  })

  test('a dock without a callsign is called by its model in the language on screen', () => {
    const rows = (language: 'en' | 'zh') =>
      fleetRows([sampleDock(7, { callsign: '' })], () => false, language)
    expect(rows('en')[0]?.name).toBe('DJI Dock 2 PLE7')
    expect(rows('zh')[0]?.name).toBe('大疆机场 2 PLE7')
  })
})

describe('the rows of the tree', () => {
  test('dock, its camera, its aircraft, the camera of the aircraft', () => {
    const rows = fleetRows([sampleDock(1)], () => true, 'en')
    expect(rows.map(({ kind, level, name }) => [kind, level, name])).toEqual([
      ['gateway', 1, 'Dock 1'],
      ['camera', 2, 'Dock camera'],
      ['aircraft', 2, 'Matrice 3TD'],
      ['camera', 3, 'M3TD camera'],
    ])
    expect(rows.map(({ place, of }) => `${place}/${of}`)).toEqual(['1/1', '1/2', '2/2', '1/1'])
  })

  test('a camera carries what the wall needs', () => {
    const row = fleetRows([sampleDock(1)], () => true, 'en').at(-1)
    expect(row?.kind === 'camera' && row.source).toEqual({
      videoId: '1581FSAMPLE1/81-0-0/normal-0',
      gatewaySn: '7CTSAMPLE1',
      title: 'Dock 1 · M3TD camera',
    })
  })

  test('a closed dock is one row, and thousands are as many', () => {
    const fleet = Array.from({ length: 5000 }, (_, number) => sampleDock(number))
    expect(fleetRows(fleet, () => false, 'en')).toHaveLength(5000)
  })

  test('a dock without aircraft or cameras is a row without children', () => {
    const { aircraft: _aircraft, ...dock } = sampleDock(1, { cameras: [] })
    expect(fleetRows([dock], () => true, 'en')).toHaveLength(1)
  })

  test('several sources of one camera are told apart by their video index', () => {
    const dock = sampleDock(1)
    const [camera] = dock.cameras
    const [source] = camera?.sources ?? []
    if (!camera || !source) throw new Error('the sample has a camera')
    const second = { ...source, videoId: '7CTSAMPLE1/165-0-7/zoom-0', videoIndex: 'zoom-0' }
    dock.cameras = [{ ...camera, sources: [source, second] }]
    expect(fleetRows([dock], () => true, 'en').map(({ name }) => name)).toEqual([
      'Dock 1',
      'Dock camera normal-0',
      'Dock camera zoom-0',
      'Matrice 3TD',
    ])
  })
})
