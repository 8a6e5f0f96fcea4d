import type { FaultCode } from '@shared/fault'
import type { SiteMode } from '@shared/site'

/** The page of the settings where a fault of the site is mended; undefined when none mends it. */
export const faultPage = (code: FaultCode, mode: SiteMode): string | undefined => {
  switch (code) {
    case 'keystore-missing':
      return 'secrets'
    case 'app-credentials-missing':
    case 'binding-code-wrong':
      return 'docks'
    case 'broker-port-busy':
    case 'broker-listen-failed':
      return mode === 'embedded' ? 'broker' : undefined
    case 'ingest-port-busy':
    case 'ingest-listen-failed':
    case 'whip-port-busy':
    case 'whip-listen-failed':
      return 'ingest'
    case 'media-server-unreachable':
    case 'ffmpeg-missing':
    case 'ffmpeg-old':
      return 'mediaServer'
    case 'broker-unreachable':
    case 'broker-refused-login':
    case 'broker-certificate':
    case 'broker-protocol':
    case 'broker-lost':
    case 'broker-client-id-taken':
    case 'stations-unheard':
      return mode === 'external' ? 'external' : undefined
    default:
      return undefined
  }
}
