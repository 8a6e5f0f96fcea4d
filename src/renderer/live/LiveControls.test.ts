import type { StreamStatus } from '@shared/stream'
import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import LiveControls from './LiveControls.vue'

const status = (changes: Partial<StreamStatus> = {}): StreamStatus => ({
  videoId: 'SN/81-0-0/normal-0',
  state: { kind: 'off' },
  confirmed: { lens: 'wide', quality: 3, position: 0 },
  pending: [],
  ...changes,
})
const controls = (changes: Partial<StreamStatus> = {}, lenses = ['wide', 'zoom', 'ir', 'x9']) =>
  mount(LiveControls, {
    props: {
      wish: { on: true, protocol: 'auto', quality: 3, lens: 'zoom' },
      status: status(changes),
      lenses,
      positions: [0, 1],
    },
  })

describe('the controls of a stream', () => {
  test('quality is a combobox, lens and dock camera are radio groups with names', () => {
    const wrapper = controls()
    expect(wrapper.get('[role=combobox]').attributes('aria-label')).toBe('Quality')
    expect(wrapper.get('[role=combobox]').text()).toBe('HD')
    const groups = wrapper.findAll('[role=radiogroup]')
    expect(groups.map((group) => group.attributes('aria-label'))).toEqual(['Lens', 'Dock camera'])
    expect(groups[0]?.findAll('[role=radio]').map((radio) => radio.text())).toEqual([
      'Wide',
      'Zoom',
      'Thermal',
      'x9',
    ])
  })

  test('a single lens is no choice', () => {
    expect(controls({}, ['normal']).find('[aria-label=Lens]').exists()).toBe(false)
  })

  test('the confirmed dock camera is the checked one until another is wished', () => {
    const checked = controls().findAll('[aria-label="Dock camera"] [aria-checked=true]')
    expect(checked.map((radio) => radio.text())).toEqual(['Inside'])
  })

  test('what is not confirmed says that it waits for the dock; the rest does not', () => {
    const wrapper = controls({ pending: ['lens', 'quality'] })
    const zoom = wrapper.get('[role=radio][aria-checked=true]')
    expect(zoom.text()).toContain('waiting for dock')
    expect(zoom.classes()).toContain('pending')
    expect(wrapper.get('.confirmed').text()).toBe('Wide')
    expect(wrapper.get('[role=combobox]').text()).toContain('waiting for dock')
    expect(controls().text()).not.toContain('waiting for dock')
  })

  test('a wish that main has not taken over yet waits as well', () => {
    const heard = { videoId: 'SN/81-0-0/normal-0', gatewaySn: 'SN', protocol: 'auto' } as const
    const wide = controls({ wish: { ...heard, quality: 3, lens: 'wide' } })
    expect(wide.get('[role=radio][aria-checked=true]').classes()).toContain('pending')
    expect(wide.get('[role=combobox]').text()).not.toContain('waiting for dock')
    const zoom = controls({ wish: { ...heard, quality: 3, lens: 'zoom' } })
    expect(zoom.text()).not.toContain('waiting for dock')
  })

  test('a chosen lens is asked for', async () => {
    const wrapper = controls()
    await wrapper.findAll('[role=radio]')[2]?.trigger('click')
    expect(wrapper.emitted('change')).toEqual([[{ lens: 'ir' }]])
  })

  test('keys go round the lenses and the positions', () => {
    const wrapper = controls()
    wrapper.vm.nextLens()
    wrapper.vm.nextPosition()
    expect(wrapper.emitted('change')).toEqual([[{ lens: 'ir' }], [{ position: 1 }]])
  })

  test('the protocol says how automatic comes, and waits while the chosen one does not', async () => {
    const picker = (wrapper: ReturnType<typeof controls>) =>
      wrapper.get('[role=combobox][aria-label=Protocol]')
    expect(picker(controls()).text()).toBe('Automatic')
    const wrapper = controls({ protocol: 'whip' })
    expect(picker(wrapper).text()).toBe('Auto · WebRTC')
    const live = { state: { kind: 'live', since: 1, adopted: false }, protocol: 'whip' } as const
    await wrapper.setProps({
      wish: { on: true, protocol: 'rtmp', quality: 3 },
      status: status(live),
    })
    expect(picker(wrapper).text()).toBe('RTMPwaiting for dock')
    await wrapper.setProps({ status: status({ ...live, protocol: 'rtmp' }) })
    expect(picker(wrapper).text()).toBe('RTMP')
  })
})
