import { expect, test } from 'vitest'
import { WhipExchanges } from './whip-exchanges'

test('keeps the last twenty, newest last', () => {
  const exchanges = new WhipExchanges()
  for (let at = 0; at < 50; at++)
    exchanges.keep({ at, remote: '10.0.0.1', offer: 'v=0', status: 201 })
  expect(exchanges.all().map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, n) => 30 + n))
})
