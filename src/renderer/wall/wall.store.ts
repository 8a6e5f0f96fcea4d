import type { Fault } from '@shared/fault'
import type { Tile, Wall } from '@shared/wall'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, toRaw } from 'vue'
import { on, request } from '../bridge'
import { gridShape } from './grid-shape'
import * as layout from './layout'

/** A drag across the wall is one save, not ten. */
const SAVE_MS = 250

export const useWall = defineStore('wall', () => {
  const wall = shallowRef<Wall>({ version: 1, grid: 4, tiles: [] })
  const focused = ref(0)
  const full = ref<number>()
  const fault = shallowRef<Fault>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving = 0

  const save = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    saving += 1
    try {
      const outcome = await request('wall.set', toRaw(wall.value))
      fault.value = outcome.ok ? undefined : outcome.fault
    } finally {
      saving -= 1
    }
  }

  const show = (next: Wall): void => {
    wall.value = next
    focused.value = Math.min(focused.value, gridShape(next.grid).rects.length - 1)
    if (full.value !== undefined && !layout.visibleTiles(next)[full.value]) full.value = undefined
  }

  const change = (next: Wall): void => {
    if (next === wall.value) return
    show(next)
    clearTimeout(timer)
    timer = setTimeout(() => void save(), SAVE_MS)
  }

  /** Takes the kept wall and follows other windows until the off-switch, which saves what waits. */
  const start = async (): Promise<() => void> => {
    const off = on('wall.changed', (next) => {
      // Our own newer change is on its way and wins; the echo of an older one must not undo it.
      if (timer === undefined && saving === 0) show(next)
    })
    show(await request('wall.get', undefined))
    const leave = (): void => {
      if (timer !== undefined) void save()
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
      off()
    }
  }

  /** Onto its tile when it is on the wall already, else the focused if empty, else a free one. */
  const put = (source: layout.TileSource): void => {
    const there = layout.tileOf(wall.value, source.videoId)
    const empty = layout.tileAt(wall.value, focused.value) === null ? focused.value : undefined
    const index = there ?? empty ?? layout.firstFree(wall.value) ?? focused.value
    change(layout.place(wall.value, index, source))
    focused.value = index
  }

  return {
    wall,
    fault,
    focused,
    full,
    tiles: computed(() => layout.visibleTiles(wall.value)),
    onWall: computed(
      () => new Set(layout.visibleTiles(wall.value).flatMap((tile) => tile?.videoId ?? [])),
    ),
    start,
    put,
    place: (index: number, source: layout.TileSource) =>
      change(layout.place(wall.value, index, source)),
    swap: (from: number, to: number) => change(layout.swap(wall.value, from, to)),
    clear: (index: number) => change(layout.clear(wall.value, index)),
    setGrid: (grid: Wall['grid']) => change(layout.setGrid(wall.value, grid)),
    /** Goes to main at once: somebody waits for the dock to do it. */
    updateSource: (videoId: string, wish: layout.SourceChange) => {
      change(layout.updateSource(wall.value, videoId, wish))
      if (timer !== undefined) void save()
    },
    setPlayer: (index: number, player: Tile['player']) =>
      change(layout.setPlayer(wall.value, index, player)),
    /** One tile fills the wall, or all are shown again. */
    toggleFull: (index: number) => {
      full.value = full.value === undefined && layout.tileAt(wall.value, index) ? index : undefined
      focused.value = index
    },
  }
})
