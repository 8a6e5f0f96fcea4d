import type { StreamEvidence } from '@shared/diagnosis/evidence'
import { healthy, idle, NOW, unstarted, watching } from '@shared/diagnosis/fixtures/sample-evidence'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { showLanguage } from '../../i18n/i18n'
import WhyPanel from './WhyPanel.vue'

const bridge = vi.hoisted(() => ({ request: vi.fn() }))
vi.mock('../../bridge', () => bridge)
const VIDEO = '7CTDM4000B4Z1K/165-0-7/normal-0'

let panel: VueWrapper
const show = async (evidence: StreamEvidence, player = idle()): Promise<HTMLElement> => {
  bridge.request.mockResolvedValue(evidence)
  panel = mount(WhyPanel, {
    props: { videoId: VIDEO, name: 'North Gate · Dock camera', player },
    attachTo: document.body,
  })
  await flushPromises()
  return dialog()
}
const dialog = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role=dialog]')
  if (found === null) throw new Error('no dialog')
  return found
}
const alert = () => dialog().querySelector('[role=alert]')?.textContent
const rows = () => [...dialog().querySelectorAll('[role=list] > li')]

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  bridge.request.mockReset()
})
afterEach(() => {
  panel.unmount()
  vi.useRealTimers()
  showLanguage('en')
})

const refused = unstarted({
  start: {
    at: NOW - 9000,
    pending: false,
    reply: {
      kind: 'refused',
      at: NOW - 8000,
      fault: { code: 'dji-protocol-refused', at: NOW - 8000, dji: 513_013 },
    },
  },
})

describe('the panel', () => {
  test('says the first broken leg, one button, and every leg with its evidence', async () => {
    await show(refused)
    expect(alert()).toContain('(DJI 513013)')
    expect(rows()).toHaveLength(8)
    const reply = rows()[3]
    expect(reply?.getAttribute('aria-current')).toBe('step')
    expect(reply?.textContent).toBe('Reply of the dockBrokenRefused, DJI code 5130138 s ago')
    dialog().querySelector<HTMLElement>('[role=alert] button')?.click()
    expect(panel.emitted('remedy')).toEqual([[{ kind: 'try-now' }]])
  })

  test('speaks Chinese', async () => {
    await show(refused)
    showLanguage('zh')
    await flushPromises()
    expect(rows()[3]?.textContent).toBe('机场应答异常已拒绝，DJI 代码 5130138 秒前')
    expect(alert()).toContain('立即重试')
  })

  test('asks again each second and ends with its tile', async () => {
    await show(refused)
    bridge.request.mockResolvedValue(healthy({ at: NOW + 1000 }))
    await panel.setProps({ player: watching() })
    await vi.advanceTimersByTimeAsync(1000)
    expect(bridge.request).toHaveBeenCalledTimes(2)
    expect(alert()).toBeUndefined()
    expect(dialog().textContent).toContain('Nothing is wrong')
    panel.unmount()
    await vi.advanceTimersByTimeAsync(5000)
    expect(bridge.request).toHaveBeenCalledTimes(2)
  })

  test('has no button where only time helps', async () => {
    await show(unstarted({ camera: 'unreported' }))
    expect(dialog().querySelector('[role=alert] button')).toBeNull()
    expect(alert()).toContain('Nothing to do but wait')
  })

  test('says why the picture comes by RTMP, as a remark', async () => {
    const fault = { code: 'dji-network', at: NOW - 9000, dji: 513_010 } as const
    await show(
      healthy({ protocol: 'rtmp', steppedDown: { fault, until: NOW + 1_500_000 } }),
      watching(),
    )
    expect(alert()).toBeUndefined()
    const note = dialog().querySelector('[role=note]')
    expect(note?.textContent).toContain('by RTMP')
    expect(note?.textContent).toContain('25 min')
    expect(note?.textContent).toContain('(DJI 513010)')
    showLanguage('zh')
    await flushPromises()
    expect(note?.textContent).toContain('25 分钟')
  })

  test('a silent main is said and asked again', async () => {
    await show(refused)
    bridge.request.mockRejectedValue(new Error('gone'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(alert()).toContain('does not answer')
    bridge.request.mockResolvedValue(refused)
    await vi.advanceTimersByTimeAsync(1000)
    expect(alert()).toContain('513013')
  })
})
