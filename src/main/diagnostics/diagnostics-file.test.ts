import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '@shared/settings'
import { Redactor } from '../log/redactor'
import { writeDiagnostics, type Diagnostics } from './diagnostics-file'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dockwall-diagnostics-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const NOW = Date.UTC(2026, 1, 3, 4, 5, 6)
const KEY = 'abcdefgh12345678'
const redactor = new Redactor()
redactor.register('of the docks')
const diagnostics: Diagnostics = {
  versions: { dockwall: '1.2.3' },
  site: {
    mode: 'embedded',
    link: { kind: 'off' },
    ingest: { kind: 'off' },
    addresses: [],
    faults: [],
  },
  settings: defaultSettings(),
  fleet: [],
  streams: [],
  whip: [
    {
      at: NOW,
      remote: '10.20.0.31',
      stream: 'D1_165-0-7_normal-0',
      offer: 'v=0\r\na=ice-ufrag:8hhY\r\na=ice-pwd:asd88fgpdd777uzjYhagZg\r\n',
      status: 406,
      reason: `stream=D1_165-0-7_normal-0_${KEY}`,
    },
  ],
  lines: ['signed in with of the docks'],
}
const save = (place = folder) =>
  writeDiagnostics(diagnostics, {
    folder: place,
    now: NOW,
    redact: (text) => redactor.redact(text),
  })

test('everything is in one file that only this user can read, without secrets', async () => {
  const file = await save(join(folder, 'new'))
  expect(file.endsWith('dockwall-2026-02-03T04-05-06.000Z.json')).toBe(true)
  const text = readFileSync(file, 'utf8')
  for (const secret of [KEY, 'of the docks', 'asd88fgpdd777uzjYhagZg'])
    expect(text).not.toContain(secret)
  expect(JSON.parse(text)).toMatchObject({
    at: '2026-02-03T04:05:06.000Z',
    versions: { dockwall: '1.2.3' },
    whip: [{ offer: 'v=0\r\na=ice-ufrag:8hhY\r\na=ice-pwd:***\r\n', status: 406 }],
    settings: { ingest: { whipPort: 1985 } },
  })
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0)
})

test('a place that cannot be written is an error', async () => {
  writeFileSync(join(folder, 'file'), '')
  await expect(save(join(folder, 'file'))).rejects.toThrow()
})
