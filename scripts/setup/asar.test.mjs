import { expect, test } from 'vitest'
import { asar } from './asar.mjs'

test('holds every file at the offset its index gives', () => {
  const files = { 'package.json': Buffer.from('{"a":1}'), 'main.mjs': Buffer.from('一二三') }
  const archive = asar(files)
  // Read back the way Electron does: the second pickle's size says where the files begin.
  const start = 8 + archive.readUInt32LE(4)
  const index = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12)))
  for (const [name, data] of Object.entries(files)) {
    const { size, offset } = index.files[name]
    const at = start + Number(offset)
    expect(archive.subarray(at, at + size)).toEqual(data)
  }
  expect(archive.readUInt32LE(0)).toBe(4)
  expect(start % 4).toBe(0)
})
