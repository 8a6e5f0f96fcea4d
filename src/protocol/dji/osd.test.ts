import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'
import { parseProperties } from './osd'

const read = (name: string) => parseProperties(readFixture(name).message['data'])

test('a dock says one osd in parts', () => {
  expect(read('osd-dock2-first-part')).toEqual({
    dock: true,
    modeCode: 4,
    subDevice: { sn: '1581F6Q8D23B00A7K0M1', modelKey: '0-91-1', online: true },
    dropped: 0,
  })
  expect(read('osd-dock2-second-part')).toEqual({ dock: false, remainUpload: 0, dropped: 0 })
})

test('an aircraft', () => {
  expect(read('osd-aircraft')).toEqual({
    dock: false,
    modeCode: 5,
    batteryPercent: 71,
    payloads: ['81-0-0'],
    dropped: 0,
  })
  expect(read('state-aircraft-best-link')?.bestLinkGateway).toBe('7CTDM2400B0107')
})

test('live properties, wherever they come', () => {
  expect(read('live-capacity-dock2')?.capacity?.devices).toHaveLength(2)
  expect(read('live-status-rc-struct')?.liveStatus).toHaveLength(1)
})

test('the first dock names its aircraft’s model otherwise', () => {
  const sub_device = { device_sn: 'X1', product_type: '0-67-1', device_online_status: '0' }
  expect(parseProperties({ sub_device })?.subDevice).toEqual({
    sn: 'X1',
    modelKey: '0-67-1',
    online: false,
  })
  expect(parseProperties({ sub_device: { device_sn: '' } })?.subDevice).toBeUndefined()
})

test('wrong types are counted and leave the rest alone', () => {
  const properties = parseProperties({
    mode_code: {},
    battery: { capacity_percent: 'full' },
    media_file_detail: [],
    cameras: [{ payload_index: '81-0-0' }, { payload_index: 5 }, 7],
    best_link_gateway: 'a/b',
    live_capacity: 'none',
    live_status: 3,
    drone_in_dock: 1,
  })
  expect(properties).toEqual({ dock: true, payloads: ['81-0-0'], dropped: 8 })
  for (const value of [null, '', [], 5]) expect(parseProperties(value)).toBeUndefined()
})

test('mutated and random messages never throw and stay bounded', () => {
  const names = ['osd-dock2-first-part', 'osd-dock2-second-part', 'osd-aircraft']
  const data = mutations(...names, 'live-capacity-dock2').map((message) => message['data'])
  fc.assert(
    fc.property(fc.oneof(data, fc.jsonValue()), (value) => {
      const properties = parseProperties(value)
      if (!properties) return
      expect(JSON.stringify(properties).length).toBeLessThan(40_000)
      const { batteryPercent = 0 } = properties
      expect(batteryPercent >= 0 && batteryPercent <= 100).toBe(true)
    }),
  )
})
