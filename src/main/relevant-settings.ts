import type { Settings } from '@shared/settings'

/** The part of the settings that a running site was started with, to compare. */
export const relevantSettings = ({ site, broker, external, ingest }: Settings): string =>
  JSON.stringify([site.mode, site.demoDocks, broker, external, ingest])
