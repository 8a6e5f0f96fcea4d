import { expect, test } from 'vitest'
import { liveResult } from '@protocol/dji/result-codes'
import { faultOfResult } from './fault-of-result'

test.each([
  [513001, 'dji-source-missing'],
  [513003, 'dji-already-live'],
  [613003, 'dji-already-live'],
  [513010, 'dji-network'],
  [513017, 'dji-media-download'],
  [325004, 'dji-aircraft-missing'],
  [514145, 'dji-debug-mode'],
  [514303, 'dji-gateway-network'],
  [513099, 'dji-other'],
  [123456, 'dji-other'],
])('%i is %s', (code, fault) => {
  expect(faultOfResult(liveResult(code).key)).toBe(fault)
})
