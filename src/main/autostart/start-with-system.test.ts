import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { desktopEntry } from './desktop-entry'
import { lastingArguments } from './lasting-arguments'
import { startWithSystem } from './start-with-system'

let configFolder: string
beforeEach(() => (configFolder = mkdtempSync(join(tmpdir(), 'dockwall-autostart-'))))
afterEach(() => rmSync(configFolder, { recursive: true, force: true }))

const needs = (platform: NodeJS.Platform) => ({
  platform,
  program: '/opt/Dock wall/dockwall',
  args: ['--wall=/srv/my wall.json'],
  configFolder,
  setLoginItem: vi.fn(),
})

test('on Linux an entry of the desktop comes and goes', () => {
  const linux = needs('linux')
  const file = join(configFolder, 'autostart', 'dockwall.desktop')
  expect(startWithSystem(false, linux)).toBeUndefined()
  expect(startWithSystem(true, linux)).toBeUndefined()
  expect(readFileSync(file, 'utf8')).toContain(
    'Exec="/opt/Dock wall/dockwall" "--wall=/srv/my wall.json"\n',
  )
  expect(startWithSystem(false, linux)).toBeUndefined()
  expect(existsSync(file)).toBe(false)
  expect(linux.setLoginItem).not.toHaveBeenCalled()
})

test('a folder that cannot be written is said', () => {
  writeFileSync(join(configFolder, 'autostart'), '')
  expect(startWithSystem(true, needs('linux'))).toMatch(/EEXIST|ENOTDIR/)
})

test('on Windows and macOS it is a login item', () => {
  const windows = needs('win32')
  startWithSystem(true, windows)
  expect(windows.setLoginItem).toHaveBeenCalledWith({
    openAtLogin: true,
    path: '/opt/Dock wall/dockwall',
    args: ['"--wall=/srv/my wall.json"'],
  })
  const mac = needs('darwin')
  startWithSystem(false, mac)
  expect(mac.setLoginItem).toHaveBeenCalledWith({ openAtLogin: false, path: mac.program, args: [] })
})

test('nothing in an argument can end it or run something else', () => {
  const exec = desktopEntry('/a', ['50% "x" `id` $HOME \\ \nTerminal=true']).split('\n')[3]
  expect(exec).toBe('Exec="/a" "50%% \\\\"x\\\\" \\\\`id\\\\` \\\\$HOME \\\\\\\\ Terminal=true"')
})

test('a later start is of the same site', () => {
  const argv = [
    'electron',
    '.',
    '--wall=w.json',
    '--demo=3',
    '--exit-after=5',
    '--settings=/s.json',
  ]
  expect(lastingArguments(argv)).toEqual([
    `--wall=${resolve('w.json')}`,
    `--settings=${resolve('/s.json')}`,
  ])
})
