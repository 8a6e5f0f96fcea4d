import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isPng, saveSnapshot, snapshotName } from './snapshot-file'

test('a snapshot is named after its source and moment and never overwrites another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dockwall-'))
  const name = snapshotName('1581F/81-0-0/normal-0', new Date('2026-03-04T05:06:07.089Z'))
  expect(name).toBe('1581F_81-0-0_normal-0_2026-03-04T05-06-07.089.png')
  const file = await saveSnapshot(join(folder, 'new'), name, new Uint8Array([1, 2]))
  expect([...(await readFile(file))]).toEqual([1, 2])
  await expect(saveSnapshot(join(folder, 'new'), name, new Uint8Array([3]))).rejects.toThrow()
  await rm(folder, { recursive: true })
})

test('only PNG files are taken for snapshots', () => {
  expect(isPng(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe(true)
  expect(isPng(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBe(false)
  expect(isPng(new Uint8Array(20))).toBe(false)
})
