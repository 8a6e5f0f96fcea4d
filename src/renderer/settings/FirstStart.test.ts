import { defaultSettings, SECRETS } from '@shared/settings'
import type { SiteState } from '@shared/site'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import FirstStart from './FirstStart.vue'
import { useSettings } from './settings.store'
import { useSite } from './site.store'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('../bridge', () => bridge)

const site: SiteState = {
  mode: 'none',
  link: { kind: 'off' },
  ingest: { kind: 'off' },
  brokerPort: 1883,
  addresses: ['192.168.1.20', 'fd00::1'],
  faults: [],
}
interface Input {
  name?: string
  external?: { host: string }
}
let secretsSet: Record<string, boolean>
let answers: Record<string, unknown>
let host: string
const asked = (name: string): unknown[] =>
  bridge.request.mock.calls.filter(([one]) => one === name).map(([, input]: unknown[]) => input)

beforeEach(async () => {
  setActivePinia(createPinia())
  secretsSet = Object.fromEntries(SECRETS.map((name) => [name, false]))
  answers = { 'site.get': site, 'app.get': {} }
  bridge.on.mockReturnValue(() => undefined)
  host = ''
  bridge.request.mockReset().mockImplementation((name: string, input: Input) => {
    if (name === 'secret.set') secretsSet[input.name ?? ''] = true
    if (name === 'settings.set') host = input.external?.host ?? host
    if (name === 'settings.get') {
      const settings = defaultSettings()
      settings.external.host = host
      return Promise.resolve({ settings, secretsSet: { ...secretsSet }, secretsKept: 'memory' })
    }
    return Promise.resolve(answers[name] ?? { ok: true })
  })
  await Promise.all([useSite().start(), useSettings().start()])
})

const page = async (choice?: string) => {
  const wrapper = mount(FirstStart, { props: { gateways: [] }, attachTo: document.body })
  if (choice) await wrapper.get(`button[aria-label="${choice}"]`).trigger('click')
  await flushPromises()
  return wrapper
}

describe('the first start', () => {
  test('offers three ways', async () => {
    const names = (await page()).findAll('button').map((one) => one.attributes('aria-label'))
    expect(names).toEqual(['Demo', 'My docks connect to this computer', 'My broker'])
  })

  test('the demo needs one click', async () => {
    const wrapper = await page('Demo')
    expect(asked('site.choose')).toEqual([{ mode: 'demo' }])
    expect(wrapper.emitted('done')).toHaveLength(1)
  })

  test('a choice that fails says why and stays', async () => {
    answers['site.choose'] = { ok: false, fault: { code: 'demo-failed', at: 0 } }
    const wrapper = await page('Demo')
    expect(wrapper.get('[role=alert]').text()).toContain('simulated docks stopped')
    expect(wrapper.emitted('done')).toBeUndefined()
  })

  test('own docks: secrets are made first, shown here, and never come back', async () => {
    const wrapper = await page('My docks connect to this computer')
    const order = bridge.request.mock.calls.map(([name]) => String(name))
    expect(order.indexOf('secret.set')).toBeLessThan(order.indexOf('site.choose'))
    const made = asked('secret.set') as { name: string; value: string }[]
    expect(made.map(({ name }) => name)).toEqual(['broker.password', 'cloud.bindingCode'])
    for (const { value } of made) expect(wrapper.text()).toContain(value)
    expect(wrapper.text()).toContain('tcp://192.168.1.20:1883')
    expect(wrapper.text()).toContain('tcp://[fd00::1]:1883')
    expect(wrapper.text()).toContain('dockwall')
    wrapper.unmount()

    const again = await page('My docks connect to this computer')
    expect(asked('secret.set')).toHaveLength(2)
    for (const { value } of made) expect(again.text()).not.toContain(value)
    expect(again.text()).toContain('Set. It is shown only when it is made.')
  })

  test('own docks: what has happened is a list that starts at the broker', async () => {
    const steps = (await page('My docks connect to this computer')).findAll('.step')
    expect(steps.map((step) => step.text())).toEqual([
      'Broker listensdone',
      'A dock has connectedwaiting',
      'It asked for the licencelater',
      'It is boundlater',
      'It is onlinelater',
      'Its cameras are listedlater',
    ])
  })

  test('my broker: tried before it is used, the result in words', async () => {
    const wrapper = await page('My broker')
    answers['site.try-broker'] = { ok: false, fault: { code: 'broker-refused-login', at: 0 } }
    const byName = (name: string) => wrapper.get(`button[aria-label="${name}"]`)
    await wrapper.get('input').setValue('mqtt.example')
    await byName('Try').trigger('click')
    await flushPromises()
    expect(asked('settings.set')).toEqual([{ external: { host: 'mqtt.example' } }])
    expect(wrapper.get('[role=alert]').text()).toContain('refused the user name or password')
    answers['site.try-broker'] = { ok: true }
    await wrapper.get('input').setValue('mqtt2.example')
    await byName('Try').trigger('click')
    await flushPromises()
    expect(wrapper.get('[role=status]').text()).toContain('lets Dockwall in')
    await byName('Use this broker').trigger('click')
    await flushPromises()
    expect(asked('site.choose')).toEqual([{ mode: 'external' }])
    expect(wrapper.emitted('done')).toHaveLength(1)
  })
})
