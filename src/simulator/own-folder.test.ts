import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownFolder, processLives } from './own-folder'

test('each process has its folder, those of the dead are cleared away', () => {
  const parent = mkdtempSync(join(tmpdir(), 'own-folder-'))
  const names = ['dockwall-simulator-111-aaaaaa', 'dockwall-simulator-222-bbbbbb', 'other-111-x']
  for (const name of names) mkdirSync(join(parent, name, 'Cache'), { recursive: true })
  const folder = ownFolder(parent, (pid) => pid === 222)
  expect(existsSync(folder)).toBe(true)
  expect(names.map((name) => existsSync(join(parent, name)))).toEqual([false, true, true])
  rmSync(parent, { recursive: true })
})

test('this process lives, one with an impossible number does not', () => {
  expect(processLives(process.pid)).toBe(true)
  expect(processLives(2 ** 30)).toBe(false)
})
