import type { FleetPatch, Gateway } from '@shared/fleet'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { on, request } from '../bridge'
import { language } from '../i18n/i18n'
import { movesInOrder, orderFleet } from './fleet-order'

/** Patches wait this long for company: thousands of docks report, one tree is drawn. */
const BATCH_MS = 60

export const useFleet = defineStore('fleet', () => {
  const bySn = shallowRef<ReadonlyMap<string, Gateway>>(new Map())
  const order = shallowRef<readonly string[]>([])
  let waiting: FleetPatch[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let loaded = false

  const reorder = (): void => {
    order.value = orderFleet(bySn.value.values(), language()).map(({ sn }) => sn)
  }

  const applyWaiting = (): void => {
    timer = undefined
    if (!loaded) return
    const next = new Map(bySn.value)
    let moved = false
    for (const { changed, removed } of waiting) {
      for (const gateway of changed) {
        moved ||= movesInOrder(next.get(gateway.sn), gateway)
        next.set(gateway.sn, gateway)
      }
      for (const sn of removed) moved = next.delete(sn) || moved
    }
    waiting = []
    bySn.value = next
    if (moved) reorder()
  }

  /** Takes the fleet and follows its changes until the off-switch is called. */
  const start = async (): Promise<() => void> => {
    const off = on('fleet.changed', (patch) => {
      waiting.push(patch)
      timer ??= setTimeout(applyWaiting, BATCH_MS)
    })
    const fleet = await request('fleet.get', undefined)
    bySn.value = new Map(fleet.map((gateway) => [gateway.sn, gateway]))
    loaded = true
    reorder()
    applyWaiting()
    return () => {
      off()
      clearTimeout(timer)
    }
  }

  watch(language, reorder)

  const gateways = computed(() =>
    order.value.flatMap((sn) => {
      const gateway = bySn.value.get(sn)
      return gateway ? [gateway] : []
    }),
  )
  const docks = computed(() => gateways.value.filter(({ kind }) => kind !== 'remote'))
  const docksOnline = computed(
    () => docks.value.filter(({ presence }) => presence === 'online').length,
  )
  return {
    gateways,
    docks,
    docksOnline,
    start,
    gateway: (sn: string): Gateway | undefined => bySn.value.get(sn),
  }
})
