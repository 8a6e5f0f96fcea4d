import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { KeptStepDown } from './protocol-ladder'
import { StepDownFile } from './step-down-file'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockwall-protocols-'))
  file = join(folder, 'below', 'protocols.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fault = { code: 'dji-network', at: 1000, dji: 513010 } as const
const kept = (gatewaySn: string): KeptStepDown => ({ gatewaySn, count: 2, until: 9000, fault })

test('the newest is there after a restart', async () => {
  const store = new StepDownFile(file, () => {})
  expect(store.load()).toEqual([])
  store.save([kept('A1')])
  store.save([kept('A1'), kept('A2')])
  await store.settled()
  expect(new StepDownFile(file, () => {}).load()).toEqual([kept('A1'), kept('A2')])
})

test('a place that cannot be written is said and hurts nobody', async () => {
  const problem = vi.fn()
  writeFileSync(join(folder, 'below'), '')
  const store = new StepDownFile(file, problem)
  store.save([kept('A1')])
  await store.settled()
  expect(problem).toHaveBeenCalledOnce()
})

test('a broken file, or a broken entry in it, is left out', () => {
  const path = join(folder, 'x.json')
  const read = (text: string) => {
    writeFileSync(path, text)
    return new StepDownFile(path, () => {}).load()
  }
  for (const text of ['', '{', '[]', 'null', '{"version":2,"stepDowns":[]}'])
    expect(read(text)).toEqual([])
  const good = kept('A1')
  const bad = [
    null,
    { ...good, gatewaySn: '../x' },
    { ...good, until: '9000' },
    { ...good, count: -1 },
    { ...good, fault: { code: 'invented', at: 1 } },
    { ...good, fault: null },
  ]
  expect(read(JSON.stringify({ version: 1, stepDowns: [...bad, good] }))).toEqual([good])
})

test('whatever is in the file, it is read without a word', () => {
  const path = join(folder, 'x.json')
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (stepDowns) => {
      writeFileSync(path, JSON.stringify({ version: 1, stepDowns }))
      expect(new StepDownFile(path, () => {}).load()).toEqual([])
      expect(readFileSync(path, 'utf8')).not.toBe('')
    }),
    { numRuns: 100 },
  )
})
