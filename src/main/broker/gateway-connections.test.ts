import { expect, test } from 'vitest'
import { GatewayConnections } from './gateway-connections'

const open = (localAddress: string) => ({ localAddress })

test('a connection that ends takes those along who spoke over it last', () => {
  const left: string[] = []
  const gateways = new GatewayConnections((sn) => left.push(sn))
  const [first, second] = [open('10.0.0.1'), open('10.0.0.2')]
  gateways.seen('A', first)
  gateways.seen('B', first)
  gateways.seen('A', second)
  gateways.gone(first)
  gateways.gone(first)
  expect(left).toEqual(['B'])
  gateways.gone(second)
  expect(left).toEqual(['B', 'A'])
  gateways.gone(open('10.0.0.3'))
  expect(left).toHaveLength(2)
})

test('the address that a gateway reached outlives its connection', () => {
  const gateways = new GatewayConnections(() => {})
  const connection = open('10.0.0.1')
  gateways.seen('A', connection)
  gateways.gone(connection)
  expect([gateways.addressOf('A'), gateways.addressOf('B')]).toEqual(['10.0.0.1', undefined])
  gateways.seen('A', open('10.0.0.2'))
  expect(gateways.addressOf('A')).toBe('10.0.0.2')
})
