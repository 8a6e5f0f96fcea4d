import { defaultSettings, SECRETS, settingsSchema, type Settings } from '@shared/settings'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { showLanguage } from '../i18n/i18n'
import MediaServerSetup from './MediaServerSetup.vue'
import { useSettings } from './settings.store'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('../bridge', () => bridge)

let kept: Settings
/** Main's answers, with the real check. */
const main = (name: string, input: Partial<Settings>): unknown => {
  if (name === 'settings.get') {
    const secretsSet = Object.fromEntries(SECRETS.map((secret) => [secret, false]))
    return { settings: kept, secretsSet, secretsKept: 'memory' }
  }
  const mediaServer = { ...kept.mediaServer, ...input.mediaServer }
  const checked = settingsSchema.safeParse({ ...kept, mediaServer })
  if (checked.success) kept = checked.data
  else
    return {
      ok: false,
      problems: checked.error.issues.map(({ message, path }) => ({
        path: path.join('.'),
        problem: message,
      })),
    }
  return { ok: true }
}

beforeEach(async () => {
  setActivePinia(createPinia())
  showLanguage('en')
  kept = defaultSettings()
  bridge.on.mockReturnValue(() => undefined)
  bridge.request
    .mockReset()
    .mockImplementation((name: string, input: Partial<Settings>) =>
      Promise.resolve(main(name, input)),
    )
  await useSettings().start()
})

const page = () => mount(MediaServerSetup, { attachTo: document.body })
const nameOf = (input: Element): string | undefined =>
  document.querySelector(`label[for="${input.id}"]`)?.textContent

test('without a media server there is nothing to fill in', () => {
  expect(page().findAll('input')).toHaveLength(0)
})

test('the addresses of a server are shown in grey, folded away', async () => {
  const wrapper = page()
  useSettings().edit('mediaServer.kind', 'mediamtx')
  await flushPromises()
  expect(wrapper.get('details').attributes('open')).toBeUndefined()
  const shown = new Map(
    wrapper.findAll('details input').map(({ element }) => [nameOf(element), element]),
  )
  expect([...shown.keys()]).toHaveLength(8)
  expect(shown.get('Fetch by WebRTC (WHEP)')).toMatchObject({
    value: '',
    placeholder: 'http://{host}:8889/{app}/{stream}/whep',
  })
  expect(shown.get('Fetch FLV over HTTP')).toMatchObject({ placeholder: '-' })
})

test('another server has no addresses: they are to be filled in', async () => {
  useSettings().edit('mediaServer.kind', 'custom')
  const wrapper = page()
  await flushPromises()
  expect(wrapper.get('details').attributes('open')).toBeDefined()
})

test.each([
  ['en', 'this is no address', 'must begin with ws://, wss://', '{host}'],
  ['zh', '不是有效的地址', '必须以 ws://, wss:// 开头', '{host}'],
] as const)(
  'what is not accepted is said at its field, in words: %s',
  async (language, none, scheme, host) => {
    showLanguage(language)
    const settings = useSettings()
    settings.edit('mediaServer.kind', 'srs')
    settings.edit('mediaServer.hls', 'x')
    settings.edit('mediaServer.wsFlv', 'http://{host}/{stream}')
    const wrapper = page()
    expect(await settings.save()).toBe(false)
    await flushPromises()
    const problems = wrapper.findAll('.problem').map((one) => one.text())
    expect(problems).toHaveLength(3)
    expect(problems.join()).toContain(none)
    expect(problems.join()).toContain(scheme)
    expect(problems.join()).toContain(host)
    expect(wrapper.get('details').attributes('open')).toBeDefined()
    settings.edit('mediaServer.hls', '')
    settings.edit('mediaServer.wsFlv', '-')
    settings.edit('mediaServer.host', '10.0.0.5')
    expect(await settings.save()).toBe(true)
    expect(kept.mediaServer).toMatchObject({ kind: 'srs', host: '10.0.0.5', wsFlv: '-' })
  },
)
