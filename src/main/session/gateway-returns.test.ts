import { describe, expect, test } from 'vitest'
import { GatewayReturns } from './gateway-returns'

const config = { method: 'config', data: { config_type: 'json', config_scope: 'product' } }
const topology = (...aircraft: string[]) => ({
  method: 'update_topo',
  data: { domain: '3', type: 2, sub_type: 0, sub_devices: aircraft.map((sn) => ({ sn })) },
})

describe('GatewayReturns', () => {
  test('a dock that asked for its licence is back once, with its next topology', () => {
    const returns = new GatewayReturns()
    const heard = [
      returns.heard('D1', topology('A')),
      returns.heard('D1', config),
      returns.heard('D2', topology('B')),
      returns.heard('D1', { method: 'airport_bind_status', data: {} }),
      returns.heard('D1', topology()),
      returns.heard('D1', topology('A')),
    ]
    expect(heard).toEqual([false, false, false, false, true, false])
  })

  test('the same topology again is a return, an aircraft that comes or goes is not', () => {
    const returns = new GatewayReturns()
    expect(returns.heard('R1', topology('A'))).toBe(false)
    expect(returns.heard('R2', topology('A'))).toBe(false)
    expect(returns.heard('R1', topology())).toBe(false)
    expect(returns.heard('R1', topology('A'))).toBe(false)
    expect(returns.heard('R1', topology('A'))).toBe(true)
  })

  test('of one that the broker saw leave any topology is a return', () => {
    const returns = new GatewayReturns()
    returns.heard('R1', topology('A'))
    returns.left('R1')
    expect(returns.heard('R1', topology())).toBe(true)
    returns.left('R2')
    expect(returns.heard('R2', topology())).toBe(true)
  })

  test('other messages and rubbish say nothing', () => {
    const returns = new GatewayReturns()
    for (const data of [undefined, null, 5, 'x', {}, { sub_devices: 'x' }, { sub_devices: [null] }])
      for (const method of ['hms', 'airport_bind_status'])
        expect(returns.heard('D1', { method, data })).toBe(false)
    const rubbish = { method: 'update_topo', data: { sub_devices: [null] } }
    expect(returns.heard('D1', rubbish)).toBe(false)
  })
})
