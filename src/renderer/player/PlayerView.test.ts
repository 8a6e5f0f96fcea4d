import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { nowTile } from './now-tile'
import PlayerView from './PlayerView.vue'
import { smoothTile } from './smooth-tile'
import type { TileSight } from './tile-player'

vi.mock('./now-tile', () => ({ nowTile: vi.fn() }))
vi.mock('./smooth-tile', () => ({ smoothTile: vi.fn() }))
const A = 'A/39-0-7/normal-0'
const B = 'B/39-0-7/normal-0'
const png = new Blob(['png'])

const player = () => ({
  stop: vi.fn(),
  snapshot: vi.fn(async (): Promise<Blob | undefined> => png),
})
let now: ReturnType<typeof player>
let smooth: ReturnType<typeof player>

beforeEach(() => {
  now = player()
  smooth = player()
  vi.mocked(nowTile).mockReset().mockReturnValue(now)
  vi.mocked(smoothTile).mockReset().mockReturnValue(smooth)
})
const view = () => mount(PlayerView, { props: { videoId: A, kind: 'now', label: 'Dock 1' } })

describe('PlayerView', () => {
  test('shows its stream in its element and passes on what is seen', () => {
    const wrapper = view()
    const [host, videoId, seen] = vi.mocked(nowTile).mock.calls[0] ?? []
    expect(host).toBe(wrapper.get('[role=img][aria-label="Dock 1"]').element)
    expect(videoId).toBe(A)
    const sight: TileSight = {
      port: true,
      configured: true,
      units: 31,
      decoded: 30,
      painted: 30,
      queue: 0,
      ageMs: 12,
    }
    seen?.(sight)
    seen?.({ ...sight, painted: 0, ageMs: 900, fault: 'decoder-stuck' })
    expect(wrapper.emitted('seen')).toEqual([
      [sight],
      [{ ...sight, painted: 0, ageMs: 900, fault: 'decoder-stuck' }],
    ])
  })

  test('another stream or player stops the one before', async () => {
    const wrapper = view()
    await wrapper.setProps({ videoId: B })
    expect(now.stop).toHaveBeenCalledOnce()
    expect(vi.mocked(nowTile).mock.calls.map(([, videoId]) => videoId)).toEqual([A, B])
    await wrapper.setProps({ kind: 'smooth' })
    expect(now.stop).toHaveBeenCalledTimes(2)
    expect(smoothTile).toHaveBeenCalledOnce()
    await wrapper.setProps({ label: 'Dock 2', fit: 'cover' })
    wrapper.unmount()
    expect(smooth.stop).toHaveBeenCalledOnce()
    expect(smoothTile).toHaveBeenCalledOnce()
  })

  test('gives a snapshot, or rejects when there is no picture', async () => {
    const wrapper = view()
    await nextTick()
    expect(await wrapper.vm.snapshot()).toBe(png)
    now.snapshot.mockResolvedValue(undefined)
    await expect(wrapper.vm.snapshot()).rejects.toThrow('no picture')
  })
})
