import { describe, expect, test } from 'vitest'
import { GatewayReturns } from './gateway-returns'

const topology = (...aircraft: string[]) => ({
  method: 'update_topo',
  data: { domain: '3', type: 2, sub_type: 0, sub_devices: aircraft.map((sn) => ({ sn })) },
})

describe('GatewayReturns', () => {
  test('a dock that asks for its licence has just connected', () => {
    const config = { method: 'config', data: { config_type: 'json', config_scope: 'product' } }
    expect(new GatewayReturns().heard('D1', config)).toBe(true)
  })

  test('the same topology again is a return, an aircraft that comes or goes is not', () => {
    const returns = new GatewayReturns()
    expect(returns.heard('R1', topology('A'))).toBe(false)
    expect(returns.heard('R2', topology('A'))).toBe(false)
    expect(returns.heard('R1', topology())).toBe(false)
    expect(returns.heard('R1', topology('A'))).toBe(false)
    expect(returns.heard('R1', topology('A'))).toBe(true)
  })

  test('other messages and rubbish say nothing', () => {
    const returns = new GatewayReturns()
    for (const data of [undefined, null, 5, 'x', {}, { sub_devices: 'x' }, { sub_devices: [null] }])
      for (const method of ['hms', 'airport_bind_status'])
        expect(returns.heard('D1', { method, data })).toBe(false)
    expect(returns.heard('D1', { method: 'update_topo', data: { sub_devices: [null] } })).toBe(
      false,
    )
  })
})
