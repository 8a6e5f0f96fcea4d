import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from '@shared/fault'
import { defaultSettings } from '@shared/settings'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SettingsStore } from './settings-store'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockwall-settings-'))
  path = join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const AT = Date.UTC(2026, 1, 3, 4, 5, 6)
const open = (
  change: { unattended?: boolean; path?: string; onFault?: (fault: Fault) => void } = {},
) => new SettingsStore({ path, now: () => AT, ...change })
const codes = (store: SettingsStore) => store.faults.map(({ code }) => code)
const onDisk = (): unknown => JSON.parse(readFileSync(path, 'utf8'))

describe('SettingsStore', () => {
  test('starts with defaults and writes nothing until something changes', () => {
    const store = open()
    expect(store.get()).toEqual(defaultSettings())
    expect(store.faults).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  test('keeps a change over a restart', async () => {
    const store = open({ path: join(folder, 'new', 'settings.json') })
    expect(store.patch({ language: 'zh', broker: { port: 2883 } })).toEqual({ ok: true })
    expect(store.patch({ broker: { username: 'me' } })).toEqual({ ok: true })
    await store.settled()
    const again = open({ path: join(folder, 'new', 'settings.json') })
    expect(again.get()).toEqual(store.get())
    expect(again.get()).toMatchObject({ language: 'zh', broker: { port: 2883, username: 'me' } })
  })

  test('tells who listens, until they stop', () => {
    const store = open()
    const seen: string[] = []
    const off = store.onChange(({ language }) => seen.push(language))
    store.patch({ language: 'zh' })
    off()
    store.patch({ language: 'en' })
    expect(seen).toEqual(['zh'])
  })

  test('takes a callsign out again', () => {
    const store = open()
    store.patch({ gateways: { A1: { callsign: 'North' }, A2: { callsign: 'South' } } })
    expect(store.patch({ gateways: { A1: undefined } })).toEqual({ ok: true })
    expect(store.get().gateways).toEqual({ A2: { callsign: 'South' } })
  })

  test.each([
    [{ broker: { port: 0 } }, 'broker.port'],
    [{ broker: { port: 'x' }, language: 'en' }, 'broker.port'],
    [{ language: 'fr' }, 'language'],
    [{ broker: 5 }, 'broker'],
    [{ broker: { unknown: 1 } }, 'broker'],
    [{ nonsense: {} }, ''],
    [{ version: 2 }, 'version'],
    [{ gateways: { 'a/b': { callsign: 'x' } } }, 'gateways.a/b'],
  ])('refuses %o with its path and changes nothing', (patch, at) => {
    const store = open()
    const outcome = store.patch(patch)
    expect(outcome.ok ? [] : outcome.problems.map((problem) => problem.path)).toContain(at)
    expect(store.get()).toEqual(defaultSettings())
  })

  test('never throws and never holds anything invalid, whatever the patch', () => {
    const store = open({ unattended: true, path: join(folder, 'none.json') })
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('broker', 'site', 'language', '__proto__', 'x'),
          fc.jsonValue(),
        ),
        (patch) => {
          const before = store.get()
          if (!store.patch(patch).ok) expect(store.get()).toBe(before)
          expect(store.get().version).toBe(1)
        },
      ),
    )
  })

  test.each([
    '',
    '{',
    '[]',
    'null',
    '{"version":1,"broker":{"port":"x"}}',
    '{"version":77}',
    '{"secrets":{}}',
    '\u0000\u0001',
  ])('keeps a broken file (%j) aside and says so', async (content) => {
    writeFileSync(path, content)
    const told: Fault[] = []
    const store = open({ onFault: (fault) => told.push(fault) })
    expect(store.get()).toEqual(defaultSettings())
    expect(codes(store)).toEqual(['settings-broken'])
    expect(told).toEqual(store.faults)
    const aside = 'settings.broken-2026-02-03T04-05-06-000Z.json'
    expect(store.faults[0]?.detail).toContain(aside)
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(content)
    store.patch({ language: 'zh' })
    await store.settled()
    expect(onDisk()).toMatchObject({ language: 'zh' })
  })

  test('takes a file that begins with a byte order mark', () => {
    writeFileSync(path, `\uFEFF${JSON.stringify({ version: 1, language: 'zh' })}`)
    expect(open().get().language).toBe('zh')
  })

  test('says when nothing can be written and goes on in memory', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const store = open({ path: join(file, 'settings.json') })
    expect(store.patch({ language: 'zh' })).toEqual({ ok: true })
    await store.settled()
    expect(codes(store)).toContain('settings-unwritable')
    expect(store.get().language).toBe('zh')
  })

  test('leaves alone what it could neither read nor move away', async () => {
    mkdirSync(path)
    mkdirSync(join(folder, 'settings.broken-2026-02-03T04-05-06-000Z.json', 'in the way'), {
      recursive: true,
    })
    const store = open()
    store.patch({ language: 'zh' })
    await store.settled()
    expect(codes(store)).toEqual(['settings-broken'])
  })
})

describe('an unattended station', () => {
  test('reads its file with secrets and never writes it', async () => {
    const content = JSON.stringify({
      site: { mode: 'embedded' },
      secrets: { 'broker.password': 'sesame' },
    })
    writeFileSync(path, content)
    const store = open({ unattended: true })
    expect(store.get().site.mode).toBe('embedded')
    expect(store.givenSecrets).toEqual({ 'broker.password': 'sesame' })
    store.patch({ language: 'zh' })
    await store.settled()
    expect(store.get().language).toBe('zh')
    expect(readFileSync(path, 'utf8')).toBe(content)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  test.each([
    '{',
    '{"secrets":{"no.such":"x"}}',
    '{"secrets":{"broker.password":5}}',
    '{"typo":1}',
  ])('says that %s cannot be used, without its secrets, and leaves it where it is', (content) => {
    writeFileSync(path, content)
    const store = open({ unattended: true })
    expect(codes(store)).toEqual(['settings-broken'])
    expect(store.givenSecrets).toEqual({})
    expect(readFileSync(path, 'utf8')).toBe(content)
  })

  test('says that its file is not there', () => {
    expect(codes(open({ unattended: true }))).toEqual(['settings-broken'])
  })
})
