import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unzip } from './unzip.mjs'

let folder
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'unzip-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A zip file of one entry, as APPNOTE.TXT lays it out. */
function zip({ name, data, mode = 0o100644, stored = false, claim = data.length }) {
  const packed = stored ? data : deflateRawSync(data)
  const path = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(path.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(stored ? 0 : 8, 10)
  central.writeUInt32LE(crc32(data), 16)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claim, 24)
  central.writeUInt16LE(path.length, 28)
  central.writeUInt32LE(mode * 0x10000, 38)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(central.length + path.length, 12)
  end.writeUInt32LE(local.length + path.length + packed.length, 16)
  return Buffer.concat([local, path, packed, central, path, end])
}

function unpack(bytes, pick = (name) => name) {
  const file = join(folder, 'archive.zip')
  writeFileSync(file, bytes)
  return unzip(file, join(folder, 'out'), pick)
}

const data = Buffer.from('pictures '.repeat(100))

test('unpacks with the executable bit, under the picked name', () => {
  expect(unpack(zip({ name: 'a/b', data, mode: 0o100755 }), () => 'c/d')).toBe(1)
  expect(readFileSync(join(folder, 'out/c/d'))).toEqual(data)
  expect(statSync(join(folder, 'out/c/d')).mode & 0o777).toBe(0o755)
})

test('unpacks stored and empty files, skips what is not picked', () => {
  expect(unpack(zip({ name: 'a', data, stored: true }))).toBe(1)
  expect(unpack(zip({ name: 'b', data: Buffer.alloc(0) }))).toBe(1)
  expect(unpack(zip({ name: 'c', data }), () => undefined)).toBe(0)
})

test.each(['../escape', '/etc/escape', 'a/../../escape', 'a\\..\\escape', 'a\0b'])(
  'refuses the path %j',
  (name) => {
    expect(() => unpack(zip({ name, data }))).toThrow('refused')
  },
)

test('refuses symbolic links', () => {
  expect(() => unpack(zip({ name: 'link', data, mode: 0o120777 }))).toThrow('refused')
})

test('refuses a file that unpacks to more than it claims', () => {
  expect(() => unpack(zip({ name: 'bomb', data, claim: 10 }))).toThrow()
})

test('refuses damaged contents', () => {
  const bytes = zip({ name: 'a', data, stored: true })
  bytes[40] ^= 0xff
  expect(() => unpack(bytes)).toThrow('damaged')
})

test('every cut and every flipped byte ends in an error or a right file, never in another', () => {
  const whole = zip({ name: 'a', data })
  for (let at = 0; at < whole.length; at++) {
    expect(() => unpack(whole.subarray(0, at))).toThrow()
    const flipped = Buffer.from(whole)
    flipped[at] ^= 0x55
    try {
      unpack(flipped, () => 'same')
      expect(readFileSync(join(folder, 'out/same'))).toEqual(data)
    } catch (error) {
      if (error.name === 'AssertionError') throw error
    }
    rmSync(join(folder, 'out'), { recursive: true, force: true })
  }
})
