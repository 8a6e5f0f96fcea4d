import { defaultSettings } from '@shared/settings'
import type { SiteState } from '@shared/site'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { useSettings } from './settings.store'
import { useSite } from './site.store'
import VideoPorts from './VideoPorts.vue'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('../bridge', () => bridge)

const own: SiteState = {
  mode: 'embedded',
  link: { kind: 'off' },
  ingest: { kind: 'listening', port: 1935 },
  addresses: [],
  faults: [],
}
const text = async (site: SiteState): Promise<string> => {
  bridge.request.mockImplementation((name: string) =>
    Promise.resolve(name === 'site.get' ? site : { settings: defaultSettings(), secretsSet: {} }),
  )
  await Promise.all([useSite().start(), useSettings().start()])
  const wrapper = mount(VideoPorts)
  await flushPromises()
  return wrapper.text()
}

beforeEach(() => {
  setActivePinia(createPinia())
  bridge.on.mockReturnValue(() => undefined)
})

test('docks come to this computer: its ports', async () => {
  const shown = await text(own)
  expect(shown).toContain('listens on 1935')
  expect(shown).toContain('TCP 1935, 1985')
})

test('docks go to a media server: where they are sent, and no port of this computer', async () => {
  const publish = { rtmp: 'rtmp://10.0.0.5:1935/live/…' }
  const shown = await text({
    ...own,
    ingest: { kind: 'listening' },
    mediaServer: { kind: 'srs', host: '10.0.0.5', publish },
  })
  expect(shown).toContain('Media serveranswers')
  expect(shown).toContain('rtmp://10.0.0.5:1935/live/…')
  expect(shown).not.toMatch(/TCP|UDP|WebRTC|listens/)
})
