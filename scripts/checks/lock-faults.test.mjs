import { expect, test } from 'vitest'
import { lockFaults } from './lock-faults.mjs'

const integrity = 'sha512-x'
const faults = (packages) => lockFaults({ packages })

test('finds a binding that is missing, and no other', () => {
  const found = faults({
    'node_modules/a': {
      integrity,
      optionalDependencies: { 'a-linux': '1', '@a/win32': '1', 'a-nested': '1' },
    },
    'node_modules/a-linux': { integrity },
    'node_modules/a/node_modules/a-nested': { integrity },
  })
  expect(found).toHaveLength(1)
  expect(found[0]).toContain('@a/win32')
})

test('a nested package finds what stands beside its parents', () => {
  expect(
    faults({
      'node_modules/@s/a/node_modules/b': { integrity, optionalDependencies: { c: '1', d: '1' } },
      'node_modules/c': { integrity },
      'node_modules/@s/a/node_modules/d': { integrity },
    }),
  ).toEqual([])
})

test('finds addresses and missing checksums', () => {
  const entry = { resolved: 'https://registry.example/a.tgz' }
  expect(faults({ 'node_modules/a': entry })).toHaveLength(2)
})
