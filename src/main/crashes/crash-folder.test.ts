import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CrashFolder } from './crash-folder'

let root: string
let time: number
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dockwall-crashes-'))
  time = Date.UTC(2026, 0, 2, 3, 4, 5)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const open = (folder = join(root, 'crashes')) =>
  new CrashFolder({
    folder,
    versions: { dockwall: '1.2.3' },
    lines: () => ['the last line'],
    redact: (text) => text.replaceAll('secret', '***'),
    now: () => time++,
    most: 3,
  })

test('a report says what died, when, in which version and after which lines, without secrets', () => {
  open().keep({ what: 'media process', reason: 'a secret', exitCode: 9, stack: 'secret\n  at x' })
  const [name = ''] = readdirSync(join(root, 'crashes'))
  expect(name).toBe('2026-01-02T03-04-05.000Z-media-process.json')
  expect(JSON.parse(readFileSync(join(root, 'crashes', name), 'utf8'))).toEqual({
    what: 'media process',
    reason: 'a ***',
    exitCode: 9,
    at: '2026-01-02T03:04:05.000Z',
    versions: { dockwall: '1.2.3' },
    stack: ['***', '  at x'],
    lines: ['the last line'],
  })
})

test('keeps the newest reports and memory images, and nothing else goes', () => {
  const crashes = open()
  const dumps = join(root, 'crashes', 'pending')
  mkdirSync(dumps)
  for (let index = 0; index < 5; index++) {
    const dump = join(dumps, `${index}.dmp`)
    writeFileSync(dump, '')
    utimesSync(dump, 1000 + index, 1000 + index)
  }
  writeFileSync(join(root, 'crashes', 'settings.dat'), '')
  for (let index = 0; index < 5; index++) crashes.keep({ what: `crash-${index}`, reason: 'x' })
  const files = readdirSync(join(root, 'crashes'), { recursive: true, encoding: 'utf8' })
  expect(files.filter((name) => name.endsWith('.dmp')).map((name) => name.slice(-5))).toEqual(
    expect.arrayContaining(['2.dmp', '3.dmp', '4.dmp']),
  )
  expect(files.filter((name) => name.endsWith('.dmp'))).toHaveLength(3)
  expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(3)
  expect(files.some((name) => name.endsWith('crash-4.json'))).toBe(true)
  expect(files).toContain('settings.dat')
})

test('a place that cannot be written is no further crash', () => {
  const file = join(root, 'file')
  writeFileSync(file, '')
  expect(() => open(join(file, 'below')).keep({ what: 'main', reason: 'x' })).not.toThrow()
})
