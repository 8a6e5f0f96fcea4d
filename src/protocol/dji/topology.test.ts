import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'
import { parseTopology, writeTopology } from './topology'

const read = (name: string) => parseTopology(readFixture(name).message['data'])

test('a dock with its aircraft and a dock alone', () => {
  expect(read('update-topo-dock2-aircraft')).toEqual({
    topology: {
      modelKey: '3-2-0',
      subDevices: [{ sn: '1581F6Q8D23B00A7K0M1', modelKey: '0-91-1', index: 'A' }],
    },
    dropped: 0,
  })
  expect(read('update-topo-dock2-alone')?.topology.subDevices).toEqual([])
})

test('numbers as text', () => {
  expect(read('update-topo-dock3-text-numbers')?.topology).toMatchObject({
    modelKey: '3-3-0',
    subDevices: [{ modelKey: '0-100-1', index: 'B' }],
  })
})

test('old firmware names no domain', () => {
  expect(read('update-topo-rc-plus-old')?.topology.modelKey).toBe('2-119-0')
  expect(parseTopology({ type: 1, sub_type: 0, sub_devices: [] })?.topology.modelKey).toBe('3-1-0')
})

test('a device nobody knows keeps its key', () => {
  const data = { domain: '3', type: 77, sub_type: 4, sub_devices: [{ sn: 'X1', type: 5000 }] }
  expect(parseTopology(data)?.topology).toEqual({
    modelKey: '3-77-4',
    subDevices: [{ sn: 'X1', modelKey: '0-5000-0' }],
  })
})

test('what cannot be used is left out and counted', () => {
  const data = { type: 'dock', sub_devices: [{ sn: 'a/b' }, 7, { sn: 'X1', index: {} }] }
  const parsed = parseTopology(data)
  expect(parsed?.topology).toEqual({ subDevices: [{ sn: 'X1' }] })
  expect(parsed?.dropped).toBeGreaterThanOrEqual(4)
  expect(parseTopology({ result: 0 })).toBeUndefined()
  expect(parseTopology('')).toBeUndefined()
})

test('a gateway writes what a station reads', () => {
  const subDevices = [{ sn: 'X1', modelKey: '0-91-1', index: 'A' }]
  const data = writeTopology('3-2-0', subDevices)
  expect(parseTopology(data)).toEqual({
    topology: { modelKey: '3-2-0', subDevices },
    dropped: 0,
  })
  const sample = readFixture('update-topo-dock2-aircraft').message['data']
  expect(Object.keys(data).sort()).toEqual(Object.keys(sample as object).sort())
})

test('mutated and random topologies never throw and stay bounded', () => {
  const names = ['update-topo-dock2-aircraft', 'update-topo-rc-plus-old']
  const data = fc.oneof(
    mutations(...names).map((message) => message['data']),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(data, (value) => {
      const { topology } = parseTopology(value) ?? {}
      expect(topology?.subDevices.length ?? 0).toBeLessThanOrEqual(8)
      for (const { sn } of topology?.subDevices ?? []) expect(sn).toMatch(/^[A-Za-z0-9]{1,64}$/)
    }),
  )
})
