import { expect, test } from 'vitest'
import { sameTree } from './modules.mjs'

const lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '2.0.0', optional: true },
  },
}
const installed = (packages) => ({ packages })

test('a tree without the bindings of other systems is complete', () => {
  expect(sameTree(lock, installed({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true)
})

test('a missing or older package is not', () => {
  expect(sameTree(lock, installed({}))).toBe(false)
  expect(sameTree(lock, installed({ 'node_modules/a': { version: '0.9.0' } }))).toBe(false)
})

test('an optional package of another version is not', () => {
  const tree = installed({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '1.0.0' },
  })
  expect(sameTree(lock, tree)).toBe(false)
})
