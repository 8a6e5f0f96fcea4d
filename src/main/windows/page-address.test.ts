import fc from 'fast-check'
import { join, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { developmentOrigin, isOwnAddress, pageFile, wallAddress } from './page-address'

test('development pages count only where they may', () => {
  const env = { ELECTRON_RENDERER_URL: 'http://127.0.0.1:5173/' }
  expect(developmentOrigin(env, false)).toBe('http://127.0.0.1:5173')
  expect(developmentOrigin(env, true)).toBeUndefined()
  expect(wallAddress(undefined)).toBe('app://dockwall/renderer/index.html')
})

test.each([
  ['app://dockwall/renderer/index.html', true],
  ['app://dockwall.example/renderer/index.html', false],
  ['app://other/renderer/index.html', false],
  ['file:///etc/passwd', false],
  ['https://dockwall/', false],
  ['http://127.0.0.1:5173/renderer/index.html', false],
  ['not an address', false],
])('%s is ours: %s', (address, ours) => {
  expect(isOwnAddress(address, undefined)).toBe(ours)
})

test('the development server is ours while it runs', () => {
  expect(isOwnAddress('http://127.0.0.1:5173/x', 'http://127.0.0.1:5173')).toBe(true)
  expect(isOwnAddress('http://127.0.0.1:5174/x', 'http://127.0.0.1:5173')).toBe(false)
})

describe('a request never leaves the folder of the pages', () => {
  test.each(['/../main/index.js', '/%2e%2e/main/index.js', '/a/..%2f..%2fb', '/%zz', '/', '/a\\b'])(
    '%s',
    (path) => expect(pageFile(path)).toBeUndefined(),
  )

  test('whatever is asked', () => {
    const root = resolve('/pages')
    fc.assert(
      fc.property(fc.string(), (path) => {
        const file = pageFile(path)
        if (file !== undefined) expect(join(root, file).startsWith(root + sep)).toBe(true)
      }),
    )
  })
})
