import { expect, test } from 'vitest'
import { DEMO_FAULTS } from '@shared/demo-fault'
import { readOrder } from '../../simulator/orders/read-order'
import { DemoFaults } from './demo-faults'

test.each(DEMO_FAULTS)('%s is something that the simulator understands', async (fault) => {
  const orders: object[] = []
  const faults = new DemoFaults({
    order: (order) => {
      orders.push(order)
      return Promise.resolve(undefined)
    },
    changed: () => {},
  })
  await faults.set({ gatewaySn: '7CTXSIM0010001', fault, on: true })
  expect(orders.length).toBeGreaterThan(1)
  for (const order of orders) expect(readOrder(JSON.stringify(order)).order).toHaveProperty('kind')
  await faults.set({ gatewaySn: '7CTXSIM0010001', fault, on: false })
  expect(orders.at(-1)).toEqual({ dock: '7CTXSIM0010001', clear: true })
  expect(faults.list()).toEqual([])
})

test('another fault of the same dock takes the place of the first; the end of the first is nothing', async () => {
  const faults = new DemoFaults({ order: () => Promise.resolve(undefined), changed: () => {} })
  await faults.set({ gatewaySn: 'A', fault: 'frozen', on: true })
  await faults.set({ gatewaySn: 'A', fault: 'mqtt-lost', on: true })
  await faults.set({ gatewaySn: 'A', fault: 'frozen', on: false })
  expect(faults.list()).toEqual([{ gatewaySn: 'A', fault: 'mqtt-lost' }])
})
