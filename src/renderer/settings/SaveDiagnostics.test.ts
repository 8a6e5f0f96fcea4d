import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { toasts } from '../ui/toasts'
import SaveDiagnostics from './SaveDiagnostics.vue'

const bridge = vi.hoisted(() => ({ request: vi.fn() }))
vi.mock('../bridge', () => bridge)
afterEach(() => bridge.request.mockReset())

const press = async () => {
  const wrapper = mount(SaveDiagnostics)
  await wrapper.get('button').trigger('click')
  await flushPromises()
  return wrapper
}

test('says where the file is', async () => {
  bridge.request.mockResolvedValue({ ok: true, file: '/data/diagnostics/x.json' })
  const wrapper = await press()
  expect(bridge.request).toHaveBeenCalledWith('diagnostics.save', undefined)
  expect(toasts.value.at(-1)?.text).toContain('/data/diagnostics/x.json')
  expect(wrapper.find('[role=alert]').exists()).toBe(false)
})

test('says why there is none, and what to do', async () => {
  const fault = { code: 'diagnostics-failed', at: 0, detail: 'ENOSPC' }
  bridge.request.mockResolvedValue({ ok: false, fault })
  const wrapper = await press()
  expect(wrapper.get('[role=alert]').text()).toContain('ENOSPC')
  bridge.request.mockResolvedValue({ ok: true, file: 'x' })
  await wrapper.get('button').trigger('click')
  await flushPromises()
  expect(wrapper.find('[role=alert]').exists()).toBe(false)
})
