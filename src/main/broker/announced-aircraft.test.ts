import { expect, test } from 'vitest'
import { AnnouncedAircraft } from './announced-aircraft'

const topology = (...sns: unknown[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      tid: '6e6f',
      bid: '6e6f',
      timestamp: 1765000010000,
      method: 'update_topo',
      data: {
        domain: '3',
        type: 2,
        sub_type: 0,
        sub_devices: sns.map((sn) => ({ sn, domain: '0', type: 91, sub_type: 1, index: 'A' })),
      },
    }),
  )

test('knows an aircraft by the dock that announced it, also when it is away', () => {
  const aircraft = new AnnouncedAircraft()
  aircraft.note('DOCK1', topology('1581FSIM000000000001'))
  aircraft.note('DOCK1', topology())
  expect(aircraft.has('DOCK1', '1581FSIM000000000001')).toBe(true)
  expect(aircraft.has('DOCK2', '1581FSIM000000000001')).toBe(false)
})

test('keeps the newest few of each dock', () => {
  const aircraft = new AnnouncedAircraft()
  for (let index = 0; index < 20; index++) aircraft.note('DOCK1', topology(`AIR${index}`))
  expect(aircraft.has('DOCK1', 'AIR19')).toBe(true)
  expect(aircraft.has('DOCK1', 'AIR12')).toBe(true)
  expect(aircraft.has('DOCK1', 'AIR11')).toBe(false)
})

test('takes no harm from anything else', () => {
  const aircraft = new AnnouncedAircraft()
  for (const payload of ['', '{', 'null', '[]', '{"data":5}', '{"data":{"sub_devices":{}}}'])
    aircraft.note('DOCK1', Buffer.from(payload))
  aircraft.note('DOCK1', topology(5, null, 'a/b', '+', {}))
  expect(aircraft.has('DOCK1', '+')).toBe(false)
})
