import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogFile } from './log-file'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockwall-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('writes a line with its level and area, for this user only', () => {
  const sink = openLogFile({ folder: join(folder, 'deep', 'logs'), console: false })
  sink({ level: 'warn', area: 'broker', text: 'port 1883 is busy' })
  const file = join(folder, 'deep', 'logs', 'dockwall.log')
  expect(readFileSync(file, 'utf8')).toMatch(/^\d{4}-.*Z warn broker: port 1883 is busy\r?\n$/)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0)
})

test('keeps a bounded number of older files', () => {
  const sink = openLogFile({ folder, console: false, maxBytes: 300, files: 3 })
  for (let index = 0; index < 100; index++)
    sink({ level: 'info', area: 'a', text: `line ${index}` })
  expect(readdirSync(folder).sort()).toEqual(['dockwall.1.log', 'dockwall.2.log', 'dockwall.log'])
  expect(readFileSync(join(folder, 'dockwall.log'), 'utf8')).toContain('line 99')
  for (const name of readdirSync(folder))
    expect(statSync(join(folder, name)).size).toBeLessThan(600)
})

test('survives a folder that cannot be one', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const sink = openLogFile({ folder: join(file, 'logs'), console: false })
  expect(() => sink({ level: 'error', area: 'a', text: 'x' })).not.toThrow()
})
