import type { IngestState, SiteState } from '@shared/site'
import type { SettingPath } from '../i18n/setting-path'

/** What must be open towards this computer. */
export interface VideoPorts {
  tcp: number[]
  /** Absent where WHIP is turned off. */
  udp?: { from: number; to: number }
}

const portOf = (state: IngestState | undefined, configured: number): number =>
  (state?.kind === 'listening' ? state.port : undefined) ?? configured

/** The ports on which docks bring video: those that listen now, else those in the settings. */
export const videoPorts = (
  site: Pick<SiteState, 'ingest' | 'whip'> | undefined,
  setting: (path: SettingPath) => number,
): VideoPorts => {
  const rtmp = portOf(site?.ingest, setting('ingest.rtmpPort'))
  if (setting('ingest.whipPort') === 0) return { tcp: [rtmp] }
  const ends = [setting('ingest.whipUdpFrom'), setting('ingest.whipUdpTo')]
  return {
    tcp: [rtmp, portOf(site?.whip, setting('ingest.whipPort'))],
    udp: { from: Math.min(...ends), to: Math.max(...ends) },
  }
}
