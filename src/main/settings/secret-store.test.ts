import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogLine } from '../log/log-line'
import { processLog } from '../log/create-logger'
import { openSecrets } from './open-secrets'
import type { Keystore } from './secret-backend'
import { SecretStore } from './secret-store'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockwall-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Stands for Electron's safeStorage; what one `key` has locked another cannot open. */
const keystore = (key = 1, available = true): Keystore => ({
  isEncryptionAvailable: () => available,
  encryptString: (plain) => Buffer.from([key, ...Buffer.from(plain)].map((byte) => byte ^ 0x5a)),
  decryptString: (locked) => {
    const [by, ...plain] = [...locked].map((byte) => byte ^ 0x5a)
    if (by !== key) throw new Error('another key')
    return Buffer.from(plain).toString()
  },
})
const open = (wanted: 'auto' | 'file', store: Keystore, change: object = {}) =>
  new SecretStore({
    backend: openSecrets({ folder, wanted, keystore: store }),
    now: () => 0,
    ...change,
  })
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const codes = (store: SecretStore) => store.faults.map(({ code }) => code)

describe('SecretStore', () => {
  test('keeps values in the keystore, not readable on disk', () => {
    const store = open('auto', keystore())
    expect(store.kept).toBe('keystore')
    store.set('broker.password', 'open sesame')
    expect(read('secrets.keystore.json')).not.toContain('sesame')
    const again = open('auto', keystore())
    expect(again.get('broker.password')).toBe('open sesame')
    expect(again.isSet()).toMatchObject({ 'broker.password': true, 'cloud.appKey': false })
    again.set('broker.password', '')
    expect(open('auto', keystore()).get('broker.password')).toBe(undefined)
  })

  test('moves what it has to another place while the app runs', () => {
    const store = open('auto', keystore(1, false))
    store.set('broker.password', 'open sesame')
    expect([store.kept, readdirSync(folder)]).toEqual(['memory', []])
    store.moveTo(openSecrets({ folder, wanted: 'file', keystore: keystore(1, false) }))
    expect(store.kept).toBe('file')
    expect(open('file', keystore(1, false)).get('broker.password')).toBe('open sesame')
    store.moveTo(openSecrets({ folder, wanted: 'auto', keystore: keystore() }))
    expect(readdirSync(folder)).toEqual(['secrets.keystore.json'])
    expect(open('auto', keystore()).get('broker.password')).toBe('open sesame')
  })

  test('makes the ingest key once', () => {
    const key = open('auto', keystore()).get('ingest.key')
    expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(open('auto', keystore()).get('ingest.key')).toBe(key)
  })

  test('has memory only where there is no keystore, and says so', () => {
    const store = open('auto', keystore(1, false))
    store.set('broker.password', 'sesame')
    expect(store.get('broker.password')).toBe('sesame')
    expect(store.kept).toBe('memory')
    expect(codes(store)).toEqual(['keystore-missing'])
    expect(readdirSync(folder)).toEqual([])
  })

  test('leaves what the keystore keeps alone while the keystore is away', () => {
    open('auto', keystore()).set('broker.password', 'sesame')
    open('auto', keystore(1, false)).set('broker.password', 'other')
    expect(open('auto', keystore()).get('broker.password')).toBe('sesame')
  })

  test('keeps a file for this user only when the settings allow one', () => {
    const store = open('file', keystore(1, false))
    store.set('broker.password', 'sesame')
    expect([store.kept, store.faults]).toEqual(['file', []])
    const file = join(folder, 'secrets.file.json')
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      chmodSync(file, 0o644)
    }
    expect(open('file', keystore()).get('broker.password')).toBe('sesame')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('moves a file into the keystore when the choice changes', () => {
    open('file', keystore()).set('broker.password', 'sesame')
    expect(open('auto', keystore()).get('broker.password')).toBe('sesame')
    expect(readdirSync(folder)).toEqual(['secrets.keystore.json'])
  })

  test('what the file has is newer than what the keystore had', () => {
    open('auto', keystore()).set('broker.password', 'old')
    open('file', keystore()).set('broker.password', 'new')
    expect(open('auto', keystore()).get('broker.password')).toBe('new')
  })

  test('loses only what another keystore has locked', () => {
    open('auto', keystore(1)).set('broker.password', 'sesame')
    const store = open('auto', keystore(2))
    expect(store.get('broker.password')).toBe(undefined)
    expect(store.get('ingest.key')).toMatch(/./)
  })

  test.each(['{', '[]', '{"ingest.key":5}'])(
    'does not write over a file it cannot read (%s)',
    (content) => {
      writeFileSync(join(folder, 'secrets.file.json'), content)
      const store = open('file', keystore())
      store.set('broker.password', 'sesame')
      expect(store.get('broker.password')).toBe('sesame')
      expect(store.kept).toBe('memory')
      expect(codes(store)).toEqual(['settings-broken'])
      expect(read('secrets.file.json')).toBe(content)
    },
  )

  test('says when a value cannot be kept', () => {
    const store = new SecretStore({
      backend: {
        kept: 'file',
        load: () => ({}),
        save: () => {
          throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        },
      },
      now: () => 0,
    })
    expect(codes(store)).toEqual(['settings-unwritable'])
    expect(store.get('ingest.key')).toMatch(/./)
  })

  test('uses the secrets of an unattended station and keeps none of them', () => {
    const store = open('file', keystore(), { given: { 'broker.password': 'given' }, saves: false })
    expect(store.get('broker.password')).toBe('given')
    store.set('cloud.appKey', 'typed')
    expect(store.get('cloud.appKey')).toBe('typed')
    expect(store.kept).toBe('memory')
    expect(readdirSync(folder)).toEqual([])
  })

  test('tells the log what to hide', () => {
    const store = open('file', keystore())
    store.set('broker.password', 'xyzzy-plugh')
    const lines: LogLine[] = []
    processLog.open({ sink: (line) => lines.push(line), now: () => 0 })
    processLog.logger('test').info('they said xyzzy-plugh', { key: store.get('ingest.key') })
    const text = lines.map((line) => line.text).join()
    expect(text).toContain('they said ***')
    expect(text).not.toContain(store.get('ingest.key'))
  })
})
