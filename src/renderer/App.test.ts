import type { SiteState } from '@shared/site'
import { defaultSettings } from '@shared/settings'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import App from './App.vue'
import { sampleDock } from './fleet/fleet-sample'
import { showLanguage } from './i18n/i18n'
import { useSettings } from './settings/settings.store'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('./bridge', () => bridge)
vi.mock('./player/PlayerView.vue', () => ({ default: { template: '<i />' } }))

let site: SiteState
let app: VueWrapper
let answers: Record<string, unknown>

beforeEach(() => {
  setActivePinia(createPinia())
  site = {
    mode: 'embedded',
    link: { kind: 'up', since: Date.now() - 61_000 },
    ingest: { kind: 'listening', port: 1935 },
    addresses: [],
    faults: [],
  }
  answers = {
    'app.get': { systemLanguage: 'en', demo: false, version: '1', electron: '2' },
    'fleet.get': [sampleDock(1), sampleDock(2, { presence: 'offline' })],
    'live.get': [],
    'wall.get': { version: 1, grid: 4, tiles: [] },
    'settings.get': { settings: defaultSettings(), secretsSet: {}, secretsKept: 'memory' },
  }
  bridge.on.mockReturnValue(() => undefined)
  bridge.request
    .mockReset()
    .mockImplementation((name: string) =>
      Promise.resolve(name === 'site.get' ? site : (answers[name] ?? { ok: true })),
    )
})
afterEach(() => {
  app.unmount()
  showLanguage('en')
})
const open = async (): Promise<void> => {
  app = mount(App, { attachTo: document.body })
  await flushPromises()
}

describe('the window', () => {
  test('starts on the wall, its links and docks always to be read', async () => {
    await open()
    expect(app.find('main[aria-label=Wall]').exists()).toBe(true)
    expect(app.find('[role=status][aria-label="Broker: Connected"]').exists()).toBe(true)
    expect(app.text()).toContain('for 1 min')
    expect(app.text()).toContain('1 of 2')
    expect(app.text()).not.toContain('Demo')
  })

  test('says plainly that a demo is a demo', async () => {
    site.mode = 'demo'
    await open()
    expect(app.get('.demo').text()).toBe('Demo — simulated docks')
  })

  test('asks what to watch when nobody has chosen', async () => {
    site.mode = 'none'
    await open()
    expect(app.text()).toContain('What shall this wall watch?')
    expect(app.find('main[aria-label=Wall]').exists()).toBe(false)
  })

  test('site faults are alerts with cause and next step, and can be put away', async () => {
    const fault = { code: 'broker-unreachable', at: 5, detail: '10.0.0.1:1883' } as const
    site.link = { kind: 'down', since: 0, retryAt: Date.now() + 9000, attempt: 2, fault }
    site.faults = [fault, { code: 'keystore-missing', at: 6 }]
    await open()
    const alerts = app.findAll('[role=alert]')
    expect(alerts).toHaveLength(2)
    expect(alerts[0]?.text()).toContain('The broker does not answer at 10.0.0.1:1883.')
    expect(alerts[0]?.text()).toContain('Check host, port and firewall.')
    await alerts[0]?.get('button').trigger('click')
    expect(app.findAll('[role=alert]')).toHaveLength(1)
  })

  test('a site fault leads to the page of the settings where it is mended', async () => {
    site.faults = [{ code: 'app-credentials-missing', at: 5 }]
    await open()
    await app.get('[role=alert] button').trigger('click')
    await flushPromises()
    const chosen = document.querySelector('[role=tab][aria-selected=true]')
    expect(chosen?.textContent).toContain('Connect docks')
  })

  test('hidden devices stay hidden at the next start', async () => {
    await open()
    await app.get('button[aria-label="Hide devices"]').trigger('click')
    app.unmount()
    await open()
    expect(app.find('[role=tree]').exists()).toBe(false)
    await app.get('button[aria-label="Show devices"]').trigger('click')
    expect(app.find('[role=tree]').exists()).toBe(true)
  })

  test('saving something else leaves a demo of the command line running', async () => {
    site.mode = 'demo'
    await open()
    await app.get('button[aria-label=Settings]').trigger('click')
    await flushPromises()
    useSettings().edit('site.name', 'North')
    await flushPromises()
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')]
    buttons.find((button) => button.getAttribute('aria-label') === 'Save')?.click()
    await flushPromises()
    expect(bridge.request).toHaveBeenCalledWith('settings.set', { site: { name: 'North' } })
    expect(bridge.request.mock.calls.map(([name]) => String(name))).not.toContain('site.choose')
  })

  test('the language switches at run time and is remembered', async () => {
    await open()
    await app.get('[role=radio][aria-label="中文"]').trigger('click')
    await flushPromises()
    expect(app.text()).toContain('在线机场')
    expect(bridge.request).toHaveBeenCalledWith('settings.set', { language: 'zh' })
  })

  test('the language of the system is taken when none is chosen', async () => {
    answers['app.get'] = { systemLanguage: 'zh', demo: false }
    await open()
    expect(app.text()).toContain('已连接')
  })

  test('a start that fails says so instead of staying black', async () => {
    bridge.request.mockRejectedValue(new Error('door'))
    await open()
    expect(app.get('[role=alert]').text()).toContain('could not load')
  })
})
