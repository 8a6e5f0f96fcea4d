import { expect, test, vi } from 'vitest'
import { SiteFaults } from './site-faults'

test('one of each, newest last, at most twenty, gone when the cause is gone', () => {
  const changed = vi.fn()
  const faults = new SiteFaults(changed)
  faults.raise({ code: 'keystore-missing', at: 1 })
  faults.raise({ code: 'broker-port-busy', at: 2, detail: '1883' })
  faults.raise({ code: 'keystore-missing', at: 3 })
  expect(faults.all().map((fault) => [fault.code, fault.at])).toEqual([
    ['broker-port-busy', 2],
    ['keystore-missing', 1],
  ])
  faults.clear('broker-port-busy')
  expect(faults.all()).toHaveLength(1)
  const told = changed.mock.calls.length
  faults.clear('broker-port-busy')
  expect(changed).toHaveBeenCalledTimes(told)
  for (let at = 0; at < 100; at++) faults.raise({ code: 'settings-broken', at, detail: `${at}` })
  expect(faults.all()).toHaveLength(20)
  expect(faults.all().at(-1)?.detail).toBe('99')
})

test('a changed licence clears what docks met, a new run clears all of the one before', () => {
  const faults = new SiteFaults(() => {})
  faults.raise({ code: 'app-credentials-missing', at: 1, detail: 'D1' })
  faults.raise({ code: 'demo-failed', at: 2 })
  faults.raise({ code: 'keystore-missing', at: 3 })
  const codes = () => faults.all().map(({ code }) => code)
  faults.clearCloud()
  expect(codes()).toEqual(['demo-failed', 'keystore-missing'])
  faults.clearRun()
  expect(codes()).toEqual(['keystore-missing'])
})
