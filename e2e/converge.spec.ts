import { converge, type Convergence } from '../bench/convergence'
import { expect, test } from './app'

/** One of each kind: the control link, the pictures' way, the window. */
const FAULTS = [
  'broker killed and back',
  'media process killed',
  'media process hangs',
  'window reloaded',
]

test('the wall comes back by itself: broker, media process and window', async ({}, info) => {
  test.setTimeout(180_000)
  const rows: Convergence[] = []
  const told = (row: Convergence): void => void rows.push(row)
  const outcome = await converge({ seed: 1, faults: FAULTS.length, only: FAULTS, told })
  test.skip(outcome === undefined, 'Xvfb is not installed')
  await info.attach('faults', { body: JSON.stringify(rows, null, 2) })
  expect(rows.map(({ fault }) => fault).sort()).toEqual([...FAULTS].sort())
  for (const { fault, live = Infinity, bound, mostInASecond, problem } of rows) {
    expect(live, `${fault}: ${problem ?? ''}`).toBeLessThanOrEqual(bound)
    expect(mostInASecond, fault).toBeLessThanOrEqual(2)
  }
})
