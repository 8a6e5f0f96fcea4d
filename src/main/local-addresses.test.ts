import { expect, test } from 'vitest'
import { localAddresses } from './local-addresses'

test('a network card comes before what reaches no dock', () => {
  const v4 = (address: string, internal = false) => [
    { family: 'IPv4' as const, internal, address },
    { family: 'IPv6' as const, internal, address: 'fe80::1' },
  ]
  expect(
    localAddresses({
      lo: v4('127.0.0.1', true),
      docker0: v4('172.17.0.1'),
      eth1: v4('169.254.3.4'),
      eth0: v4('10.20.0.5'),
      gone: undefined,
    }),
  ).toEqual(['10.20.0.5', '172.17.0.1', '169.254.3.4'])
})
