import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BindingStore } from './binding-store'

let folder = ''
let file = ''
let problems: string[] = []
const open = (): BindingStore => new BindingStore(file, (problem) => problems.push(problem))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bindings-'))
  file = join(folder, 'deep', 'bindings.json')
  problems = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('bindings come back after a restart', async () => {
  const store = open()
  store.set('D1', { organizationId: 'harbour', callsign: 'Pier 3' })
  store.set('D1', { organizationId: 'harbour', callsign: 'Pier 4' })
  store.set('A1', { organizationId: 'harbour', callsign: '' })
  await store.settled()
  const again = open()
  expect(again.get('D1')).toEqual({ organizationId: 'harbour', callsign: 'Pier 4' })
  expect(again.get('A1')).toEqual({ organizationId: 'harbour', callsign: '' })
  expect(again.get('X1')).toBeUndefined()
  expect(problems).toEqual([])
})

test('an unchanged binding is not written', async () => {
  const store = open()
  store.set('D1', { organizationId: 'harbour', callsign: '' })
  await store.settled()
  await rm(file)
  store.set('D1', { organizationId: 'harbour', callsign: '' })
  await store.settled()
  expect(existsSync(file)).toBe(false)
})

test('a broken file is kept aside and docks bind anew', async () => {
  file = join(folder, 'bindings.json')
  await writeFile(file, '{"version":1,"bindings":')
  const store = open()
  expect(store.get('D1')).toBeUndefined()
  expect(problems).toHaveLength(1)
  expect(await readFile(`${file}.broken`, 'utf8')).toContain('bindings')
})

test('entries that cannot be bindings are left out', async () => {
  file = join(folder, 'bindings.json')
  const bindings = {
    D1: { organizationId: 'o', callsign: 'c' },
    'a/b': { organizationId: 'o', callsign: 'c' },
    D2: { organizationId: 7, callsign: 'c' },
    D3: null,
  }
  await writeFile(file, JSON.stringify({ version: 1, bindings }))
  const store = open()
  expect(['D1', 'a/b', 'D2', 'D3'].map((sn) => store.get(sn)?.callsign)).toEqual([
    'c',
    undefined,
    undefined,
    undefined,
  ])
})
