import { DEMO_FAULTS } from '@shared/demo-fault'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { en } from '../i18n/en'
import { showLanguage } from '../i18n/i18n'
import { zh } from '../i18n/zh'
import FaultPanel from './FaultPanel.vue'
import type { Gateway } from '@shared/fleet'

const bridge = vi.hoisted(() => ({ request: vi.fn() }))
vi.mock('../bridge', () => bridge)

beforeEach(() => bridge.request.mockReset().mockResolvedValue({ ok: true }))
afterEach(() => showLanguage('en'))

const gateway = (sn: string) => ({ sn, callsign: `Dock ${sn}` }) as Gateway
const open = (on: { gatewaySn: string; fault: (typeof DEMO_FAULTS)[number] }[] = []) =>
  mount(FaultPanel, {
    props: { gateways: [gateway('A1'), gateway('B2')], on },
    attachTo: document.body,
  })

test('a switch lets a fault happen, the same switch ends it', async () => {
  const panel = open()
  const frozen = panel.get('[role=switch][aria-label="Picture stands still"]')
  await frozen.trigger('click')
  expect(bridge.request).toHaveBeenLastCalledWith('demo.fault', {
    gatewaySn: 'A1',
    fault: 'frozen',
    on: true,
  })
  await panel.setProps({ on: [{ gatewaySn: 'A1', fault: 'frozen' }] })
  expect(frozen.attributes('aria-checked')).toBe('true')
  expect(panel.get('[role=status]').text()).toContain('watch the clock')
  await frozen.trigger('click')
  expect(bridge.request).toHaveBeenLastCalledWith('demo.fault', {
    gatewaySn: 'A1',
    fault: 'frozen',
    on: false,
  })
  panel.unmount()
})

test('opens on the dock that has a fault; all well ends it', async () => {
  const panel = open([{ gatewaySn: 'B2', fault: 'power-lost' }])
  const well = panel.findAll('button').find((button) => button.text() === 'All well')
  await well?.trigger('click')
  expect(bridge.request).toHaveBeenCalledWith('demo.fault', {
    gatewaySn: 'B2',
    fault: 'power-lost',
    on: false,
  })
  panel.unmount()
})

test('what cannot be done is said; X and Escape close', async () => {
  const fault = { code: 'demo-failed', at: 1, detail: 'no answer' }
  bridge.request.mockResolvedValue({ ok: false, fault })
  const panel = open()
  await panel.get('[role=switch]').trigger('click')
  await flushPromises()
  expect(panel.get('[role=alert]').text()).toContain('no answer')
  await panel.trigger('keydown', { key: 'x' })
  await panel.trigger('keydown', { key: 'Escape' })
  expect(panel.emitted('close')).toHaveLength(2)
  panel.unmount()
})

test.each([en, zh])('each fault has its words', ({ demo }) => {
  expect(Object.keys(demo.faults)).toEqual([...DEMO_FAULTS])
  for (const words of Object.values(demo.faults))
    expect(Object.values(words).every((text) => text.length > 3)).toBe(true)
})
