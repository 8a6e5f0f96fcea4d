import { FAULT_CODES } from '@shared/fault'
import { faultText } from '@shared/fault-texts'
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { showLanguage } from '../i18n/i18n'
import FaultNotice from './FaultNotice.vue'

afterEach(() => showLanguage('en'))

describe('a fault on screen', () => {
  test.each(FAULT_CODES)('%s is an alert with cause and next step in both languages', (code) => {
    for (const language of ['en', 'zh'] as const) {
      showLanguage(language)
      const fault = { code, at: 0, detail: '1935' }
      const wrapper = mount(FaultNotice, { props: { fault } })
      const alert = wrapper.get('[role=alert]').text()
      const { what, next } = faultText(fault, language)
      expect(alert).toContain(what)
      expect(alert).toContain(next)
      expect(wrapper.find('button').exists()).toBe(false)
    }
  })

  test('changes its words with the language and offers to try again where that helps', async () => {
    const fault = { code: 'dji-busy', at: 0, dji: 513009 } as const
    const wrapper = mount(FaultNotice, { props: { fault, retry: true } })
    expect(wrapper.text()).toContain('The dock is busy. (DJI 513009)')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
    showLanguage('zh')
    await wrapper.vm.$nextTick()
    expect(wrapper.text()).toContain('机场正忙')
    expect(wrapper.get('button').attributes('aria-label')).toBe('重试')
  })
})
