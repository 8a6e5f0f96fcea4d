import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readFuses, setFuses } from './fuses.mjs'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
let folder
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'fuses-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(wire) {
  const file = join(folder, 'electron')
  writeFileSync(file, Buffer.from(`before${SENTINEL}${wire}after`, 'latin1'))
  return file
}

test('sets the named fuses and leaves the others and the program alone', () => {
  const file = program('\x01\x0810011000')
  setFuses(file, { runAsNode: false, browserV8Snapshot: true })
  expect(readFileSync(file, 'latin1')).toBe(`before${SENTINEL}\x01\x0800011010after`)
  expect(readFuses(file)).toMatchObject({ runAsNode: false, nodeCliInspect: true })
})

test('says so when the program has no fuse wire it knows', () => {
  expect(() => readFuses(program('\x02\x0810011000'))).toThrow('fuse wire')
})
