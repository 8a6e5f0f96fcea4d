import type { AppInfo, Outcome } from '@shared/contract'
import type { SiteMode, SiteState } from '@shared/site'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { on, request } from '../bridge'

export const useSite = defineStore('site', () => {
  const site = shallowRef<SiteState>()
  const app = shallowRef<AppInfo>()

  /** Takes the site's state and follows it until the off-switch is called. */
  const start = async (): Promise<() => void> => {
    const off = on('site.changed', (next) => (site.value = next))
    const [info, first] = await Promise.all([
      request('app.get', undefined),
      request('site.get', undefined),
    ])
    app.value = info
    site.value ??= first
    return off
  }

  return {
    site,
    app,
    mode: computed((): SiteMode => site.value?.mode ?? 'none'),
    demo: computed(() => app.value?.demo === true || site.value?.mode === 'demo'),
    /** What operators of the demo have let go wrong. */
    faultsOn: computed(() => site.value?.demoFaults ?? []),
    start,
    choose: (mode: Exclude<SiteMode, 'none'>): Promise<Outcome> => request('site.choose', { mode }),
    /** Tries the broker of the settings without changing the site. */
    tryBroker: (): Promise<Outcome> => request('site.try-broker', undefined),
  }
})
