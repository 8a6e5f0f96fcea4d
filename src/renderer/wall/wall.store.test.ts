import type { Wall } from '@shared/wall'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useWall } from './wall.store'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('../bridge', () => bridge)

const source = (name: string) => ({
  videoId: `${name}/81-0-0/normal-0`,
  gatewaySn: 'GW',
  title: `${name} · camera`,
})
let hear: (wall: Wall) => void
let kept: Wall
const saved = () => bridge.request.mock.calls.filter(([name]) => name === 'wall.set')
const titles = () => useWall().tiles.map((tile) => tile?.title.split(' ')[0] ?? '-')

beforeEach(async () => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  kept = { version: 1, grid: 4, tiles: [] }
  bridge.on.mockImplementation((_event: string, listener: typeof hear) => {
    hear = listener
    return () => undefined
  })
  bridge.request
    .mockReset()
    .mockImplementation((name: string) =>
      Promise.resolve(name === 'wall.get' ? kept : { ok: true }),
    )
  await useWall().start()
})
afterEach(() => vi.useRealTimers())

describe('the wall of a window', () => {
  test('many changes in a moment are one save of the last', async () => {
    const wall = useWall()
    wall.place(0, source('A'))
    wall.place(1, source('B'))
    wall.swap(0, 1)
    expect(saved()).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(300)
    expect(saved()).toHaveLength(1)
    expect(saved()[0]?.[1]).toEqual(wall.wall)
    expect(titles()).toEqual(['B', 'A', '-', '-'])
  })

  test('a wish does not wait for the next save', () => {
    useWall().place(0, source('A'))
    expect(saved()).toHaveLength(0)
    useWall().updateSource(useWall().tiles[0]?.videoId ?? '', { lens: 'zoom' })
    expect(saved()).toHaveLength(1)
    expect(saved()[0]?.[1]).toEqual(useWall().wall)
  })

  test('what changes nothing saves nothing', async () => {
    useWall().setGrid(4)
    useWall().clear(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(saved()).toHaveLength(0)
  })

  test('another window’s change is taken; the echo of an older own one is not', async () => {
    hear({ ...kept, grid: 9 })
    expect(useWall().wall.grid).toBe(9)
    useWall().setGrid(16)
    hear({ ...kept, grid: 4 })
    expect(useWall().wall.grid).toBe(16)
    await vi.advanceTimersByTimeAsync(300)
    hear({ ...kept, grid: 25 })
    expect(useWall().wall.grid).toBe(25)
  })

  test('a change that waits is saved when the page goes', () => {
    useWall().place(0, source('A'))
    window.dispatchEvent(new Event('pagehide'))
    expect(saved()).toHaveLength(1)
  })

  test('a wall that cannot be saved says so until it can', async () => {
    const fault = { code: 'settings-unwritable', at: 1 }
    bridge.request.mockResolvedValue({ ok: false, fault })
    useWall().setGrid(1)
    await vi.advanceTimersByTimeAsync(300)
    expect(useWall().fault).toEqual(fault)
    bridge.request.mockResolvedValue({ ok: true })
    useWall().setGrid(4)
    await vi.advanceTimersByTimeAsync(300)
    expect(useWall().fault).toBeUndefined()
  })

  test('Enter in the tree: the focused tile if empty, else a free one, else the focused one', () => {
    const wall = useWall()
    wall.focused = 2
    wall.put(source('A'))
    expect(titles()).toEqual(['-', '-', 'A', '-'])
    wall.put(source('B'))
    expect(titles()).toEqual(['B', '-', 'A', '-'])
    wall.put(source('C'))
    wall.put(source('D'))
    wall.focused = 1
    wall.put(source('E'))
    expect(titles()).toEqual(['B', 'E', 'A', 'D'])
    wall.put(source('A'))
    expect(titles()).toEqual(['B', 'E', 'A', 'D'])
    expect(wall.focused).toBe(2)
  })

  test('full size ends when its tile goes; a smaller grid keeps the focus on screen', () => {
    const wall = useWall()
    wall.place(3, source('A'))
    wall.toggleFull(0)
    expect(wall.full).toBeUndefined()
    wall.toggleFull(3)
    expect([wall.full, wall.focused]).toEqual([3, 3])
    wall.setGrid(1)
    expect([wall.full, wall.focused]).toEqual([undefined, 0])
  })
})
