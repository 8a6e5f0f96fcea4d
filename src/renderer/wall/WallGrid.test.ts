import type { StreamState, StreamStatus } from '@shared/stream'
import type { Tile, Wall } from '@shared/wall'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { sampleDock } from '../fleet/fleet-sample'
import { useFleet } from '../fleet/fleet.store'
import { showLanguage } from '../i18n/i18n'
import { useLive } from '../live/live.store'
import { toasts } from '../ui/toasts'
import { useWall } from './wall.store'
import WallView from './WallView.vue'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
const player = vi.hoisted(() => ({ snapshot: vi.fn(), seen: { painted: 15, ageMs: 90 } }))
vi.mock('../bridge', () => bridge)
vi.mock('../player/PlayerView.vue', () => ({
  default: defineComponent({
    props: {
      videoId: { type: String, required: true },
      kind: { type: String, required: true },
      fit: { type: String, required: true },
      label: { type: String, required: true },
    },
    emits: ['seen'],
    setup(props, { emit, expose }) {
      expose({ snapshot: player.snapshot })
      emit('seen', player.seen)
      return () => h('div', { 'data-player': `${props.videoId} ${props.kind}` })
    },
  }),
}))

const aircraftId = '1581FSAMPLE1/81-0-0/normal-0'
const dockId = '7CTSAMPLE1/165-0-7/normal-0'
const tile = (videoId: string, more: Partial<Tile> = {}): Tile => ({
  videoId,
  gatewaySn: '7CTSAMPLE1',
  title: 'Gone · Camera',
  on: true,
  protocol: 'auto',
  quality: 3,
  player: 'now',
  ...more,
})
const status = (state: StreamState, more: Partial<StreamStatus> = {}): StreamStatus => ({
  videoId: aircraftId,
  state,
  confirmed: {},
  pending: [],
  ...more,
})

let view: VueWrapper
const show = async (tiles: Wall['tiles'], statuses: StreamStatus[]): Promise<void> => {
  const answers: Record<string, unknown> = {
    'fleet.get': [sampleDock(1)],
    'live.get': statuses,
    'wall.get': { version: 1, grid: 4, tiles },
    'snapshot.save': { ok: true, file: 'north.png' },
  }
  bridge.request.mockImplementation((name: string) =>
    Promise.resolve(answers[name] ?? { ok: true }),
  )
  await Promise.all([useFleet().start(), useLive().start(), useWall().start()])
  view = mount(WallView, { props: { panel: true }, attachTo: document.body })
  await flushPromises()
}
const region = (name: string) => view.get(`section[aria-label="${name}"]`)
const key = async (name: string): Promise<void> => {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  await flushPromises()
}
const live: StreamState = { kind: 'live', since: 0, adopted: false }
const fault = { code: 'dji-start-failed', at: 0, dji: 513006 } as const

beforeEach(() => {
  setActivePinia(createPinia())
  bridge.on.mockReset().mockReturnValue(() => undefined)
  player.seen = { painted: 15, ageMs: 90 }
})
afterEach(() => {
  view.unmount()
  showLanguage('en')
})

describe('a tile', () => {
  test('is a region named device · camera with its state as status, in either language', async () => {
    await show([tile(aircraftId)], [status(live, { confirmed: { quality: 3, lens: 'zoom' } })])
    const wide = region('Dock 1 · M3TD camera')
    expect(wide.get('[role=status]').text()).toBe('Live')
    expect(wide.get('[aria-label="Age of the picture"]').text()).toBe('0.1 s')
    expect(wide.text()).toContain('Zoom')
    showLanguage('zh')
    await flushPromises()
    expect(region('Dock 1 · M3TD 相机').get('[role=status]').text()).toBe('直播中')
  })

  test('without its device is named as it was placed', async () => {
    await show([tile('GONE/1-0-0/normal-0', { gatewaySn: 'GONE' })], [])
    expect(region('Gone · Camera').find('[aria-label=Lens]').exists()).toBe(false)
  })

  test('offers what the camera has, by name', async () => {
    await show([tile(aircraftId), tile(dockId)], [status(live)])
    const names = region('Dock 1 · M3TD camera')
      .findAll('button:not([role])')
      .map((button) => button.attributes('aria-label'))
    expect(names).toEqual(['Stop', 'Why is this black?', 'Snapshot', 'Full size', 'Clear'])
    expect(region('Dock 1 · M3TD camera').find('[aria-label=Lens]').exists()).toBe(true)
    expect(region('Dock 1 · M3TD camera').find('[aria-label="Dock camera"]').exists()).toBe(false)
    expect(region('Dock 1 · Dock camera').find('[aria-label=Lens]').exists()).toBe(false)
    expect(region('Dock 1 · Dock camera').find('[aria-label="Dock camera"]').exists()).toBe(true)
  })

  test('keeps its last picture through a retry and says why and when', async () => {
    const at = Date.now() + 5000
    await show([tile(aircraftId)], [status({ kind: 'retrying', at, attempt: 2, fault })])
    const wide = region('Dock 1 · M3TD camera')
    expect(wide.find('[data-player]').exists()).toBe(true)
    expect(wide.get('[role=alert]').text()).toContain('(DJI 513006)')
    expect(wide.text()).toMatch(/in [45] s · attempt 2/)
    await wide.get('[role=alert] button').trigger('click')
    expect(bridge.request).toHaveBeenCalledWith('live.retry', { videoId: aircraftId })
  })

  test('that is stopped has no player and can be started', async () => {
    await show([tile(aircraftId, { on: false })], [])
    const wide = region('Dock 1 · M3TD camera')
    expect(wide.find('[data-player]').exists()).toBe(false)
    expect(wide.get('[role=status]').text()).toBe('Stopped')
    await wide.get('button[aria-label=Start]').trigger('click')
    expect(useWall().tiles[0]?.on).toBe(true)
  })

  test('says loudly that its picture is old', async () => {
    player.seen = { painted: 0, ageMs: 2600 }
    await show([tile(aircraftId)], [status(live)])
    expect(region('Dock 1 · M3TD camera').get('.old').text()).toBe('2.6 s old')
  })
})

describe('the keyboard', () => {
  test('arrows and numbers move the focus over taken and empty tiles', async () => {
    await show([tile(aircraftId), null, tile(dockId)], [])
    await key('1')
    await key('ArrowRight')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Empty tile 2')
    await key('3')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Dock 1 · Dock camera')
    await key('ArrowUp')
    await key('ArrowUp')
    expect(useWall().focused).toBe(0)
  })

  test('full size and back, stop and start, lens, clear', async () => {
    await show([tile(aircraftId, { lens: 'wide' })], [status(live)])
    await key('1')
    await key('f')
    expect(useWall().full).toBe(0)
    await key('Escape')
    expect(useWall().full).toBeUndefined()
    await key('s')
    expect(useWall().tiles[0]?.on).toBe(false)
    await key('l')
    expect(useWall().tiles[0]?.lens).toBe('zoom')
    await key('Delete')
    expect(useWall().tiles[0]).toBeNull()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Empty tile 1')
  })

  test('the search takes the focus and its letters', async () => {
    await show([tile(aircraftId)], [])
    await key('/')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Search devices')
    await key('s')
    expect(useWall().tiles[0]?.on).toBe(true)
  })

  test('Escape leads back to the tile from its controls, from the search and from the tree', async () => {
    await show([tile(aircraftId)], [])
    const here = () => document.activeElement?.getAttribute('aria-label')
    region('Dock 1 · M3TD camera').get<HTMLElement>('button[aria-label=Clear]').element.focus()
    await key('Escape')
    expect(here()).toBe('Dock 1 · M3TD camera')
    await key('/')
    await view.get('input').setValue('dock')
    await key('Escape')
    expect(here()).toBe('Search devices')
    expect(view.get('input').element.value).toBe('')
    await key('Escape')
    expect(here()).toBe('Dock 1 · M3TD camera')
    view.get<HTMLElement>('[role=tree]').element.focus()
    await key('Escape')
    expect(here()).toBe('Dock 1 · M3TD camera')
  })

  test('a picture that changes its place plays on', async () => {
    await show([tile(aircraftId), tile(dockId)], [])
    const picture = () => region('Dock 1 · M3TD camera').get('[data-player]').element
    const before = picture()
    await key('1')
    await view.get('section[aria-label="Dock 1 · M3TD camera"]').trigger('keydown', {
      key: 'ArrowRight',
      shiftKey: true,
    })
    await flushPromises()
    expect(useWall().tiles[1]?.videoId).toBe(aircraftId)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Dock 1 · M3TD camera')
    expect(picture()).toBe(before)
    await key('s')
    expect(useWall().tiles[1]?.on).toBe(false)
  })

  test('? asks for the sheet, g for the grid, b hides the devices', async () => {
    await show([], [])
    for (const name of ['?', 'g', 'b']) await key(name)
    expect(Object.keys(view.emitted())).toEqual(
      expect.arrayContaining(['help', 'grid', 'update:panel']),
    )
  })
})

describe('a snapshot', () => {
  test('goes to main as bytes and is confirmed quietly by its file', async () => {
    player.snapshot.mockResolvedValue(new Blob([new Uint8Array([137, 80])]))
    await show([tile(aircraftId)], [status(live)])
    await key('1')
    await key('p')
    await vi.waitFor(() => expect(toasts.value.at(-1)?.text).toBe('Snapshot saved: north.png'))
    expect(bridge.request).toHaveBeenCalledWith('snapshot.save', {
      videoId: aircraftId,
      png: new Uint8Array([137, 80]),
    })
  })

  test('that fails is a fault on the tile', async () => {
    player.snapshot.mockRejectedValue(new Error('no picture'))
    await show([tile(aircraftId)], [status(live)])
    await region('Dock 1 · M3TD camera').get('button[aria-label=Snapshot]').trigger('click')
    await flushPromises()
    expect(view.get('[role=alert]').text()).toContain('The snapshot could not be saved')
  })
})
