import { defaultSettings } from '@shared/settings'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { useSettings } from './settings.store'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('../bridge', () => bridge)

const secretsSet = {}
let answer: unknown
beforeEach(async () => {
  setActivePinia(createPinia())
  answer = { ok: true }
  bridge.on.mockReturnValue(() => undefined)
  bridge.request
    .mockReset()
    .mockImplementation((name: string) =>
      Promise.resolve(
        name === 'settings.get'
          ? { settings: defaultSettings(), secretsSet, secretsKept: 'memory' }
          : answer,
      ),
    )
  await useSettings().start()
})

test('an edit is a draft until it is saved, and none when it is taken back', () => {
  const settings = useSettings()
  settings.edit('broker.port', 1999)
  expect([settings.edited, settings.valueOf('broker.port')]).toEqual([true, 1999])
  settings.edit('broker.port', 1883)
  expect(settings.edited).toBe(false)
})

test('saving sends only what changed', async () => {
  const settings = useSettings()
  settings.edit('site.name', 'North')
  expect(await settings.save()).toBe(true)
  expect(bridge.request).toHaveBeenCalledWith('settings.set', { site: { name: 'North' } })
  expect(settings.edited).toBe(false)
})

test('problems stay with their field and what was typed until it is changed', async () => {
  const settings = useSettings()
  answer = { ok: false, problems: [{ path: 'broker.port', problem: 'too large' }] }
  settings.edit('broker.port', 99_999)
  expect(await settings.save()).toBe(false)
  expect(settings.problems.get('broker.port')).toBe('too large')
  expect(settings.valueOf('broker.port')).toBe(99_999)
  settings.edit('broker.port', 1884)
  expect(settings.problems.size).toBe(0)
})

test('what is typed while main saves stays a draft', async () => {
  const settings = useSettings()
  settings.edit('site.name', 'North')
  const saving = settings.save()
  settings.edit('site.name', 'North pier')
  await saving
  expect(settings.valueOf('site.name')).toBe('North pier')
})

test('a typed secret is saved with the rest and then forgotten here', async () => {
  const settings = useSettings()
  settings.typeSecret('cloud.appKey', ' hidden-value ')
  expect(settings.edited).toBe(true)
  expect(await settings.save()).toBe(true)
  expect(bridge.request).toHaveBeenCalledWith('secret.set', {
    name: 'cloud.appKey',
    value: 'hidden-value',
  })
  expect([settings.edited, settings.typedSecret('cloud.appKey')]).toEqual([false, ''])
})

test('a secret that main cannot keep stays typed, with its fault', async () => {
  const settings = useSettings()
  const fault = { code: 'settings-unwritable', at: 1 }
  answer = { ok: false, fault }
  settings.typeSecret('cloud.appKey', 'hidden-value')
  expect(await settings.save()).toBe(false)
  expect(settings.secretFaults.get('cloud.appKey')).toEqual(fault)
  expect(settings.typedSecret('cloud.appKey')).toBe('hidden-value')
  settings.discard()
  expect([settings.edited, settings.secretFaults.size]).toEqual([false, 0])
})

test('a secret goes to main and stays nowhere here', async () => {
  const settings = useSettings()
  await settings.setSecret('cloud.appKey', 'hidden-value')
  expect(bridge.request).toHaveBeenCalledWith('secret.set', {
    name: 'cloud.appKey',
    value: 'hidden-value',
  })
  expect(JSON.stringify(settings.$state)).not.toContain('hidden-value')
})
