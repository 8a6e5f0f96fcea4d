import type { Settings } from '@shared/settings'
import type { SiteMode } from '@shared/site'

/** The part of the settings that a run in this mode was started with, to compare. */
export const relevantSettings = (mode: SiteMode, settings: Settings): string => {
  const { site, broker, external, ingest, mediaServer } = settings
  const parts: Record<SiteMode, unknown[]> = {
    none: [],
    demo: [site.demoDocks],
    embedded: [broker, ingest, mediaServer],
    external: [external, ingest, mediaServer],
  }
  return JSON.stringify([mode, ...parts[mode]])
}
