import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyWall, wallSchema, type Wall } from '@shared/wall'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WallStore } from './wall-store'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockwall-wall-'))
  path = join(folder, 'wall.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const wall: Wall = wallSchema.parse({
  version: 1,
  grid: 9,
  tiles: [{ videoId: 'A1/165-0-7/normal-0', gatewaySn: 'A1' }, null],
})
const now = () => 0

test('keeps the wall over a restart, the last of many changes', async () => {
  const store = new WallStore({ path, now })
  expect(store.get()).toEqual(emptyWall())
  const seen: number[] = []
  store.onChange(({ grid }) => seen.push(grid))
  for (const grid of [4, 6, 16] as const) store.set({ ...wall, grid })
  store.set(wall)
  await store.settled()
  expect(new WallStore({ path, now }).get()).toEqual(wall)
  expect(seen).toEqual([4, 6, 16, 9])
  expect(readdirSync(folder)).toEqual(['wall.json'])
})

test('keeps a broken file aside and starts with what it was given', () => {
  writeFileSync(path, '{"version":1,"grid":5,"tiles":[]}')
  const store = new WallStore({ path, now, initial: wall })
  expect(store.get()).toEqual(wall)
  expect(store.faults.map(({ code }) => code)).toEqual(['wall-broken'])
  expect(readdirSync(folder)).toEqual(['wall.broken-1970-01-01T00-00-00-000Z.json'])
})

test('an unattended wall is read and never written', async () => {
  const content = JSON.stringify(wall)
  writeFileSync(path, content)
  const store = new WallStore({ path, now, unattended: true })
  store.set({ ...wall, grid: 1 })
  await store.settled()
  expect(store.get().grid).toBe(1)
  expect(readFileSync(path, 'utf8')).toBe(content)
})
