import type { DemoFaultOn } from '@shared/demo-fault'
import type { Fault } from '@shared/fault'
import type { IngestState, LinkState, MediaServerFacts, SiteMode, SiteState } from '@shared/site'

interface StateParts {
  mode: SiteMode
  running:
    | {
        session: { state: LinkState }
        media: { state: IngestState; whip: { state: IngestState } }
        mediaServer: { state: IngestState; facts: MediaServerFacts } | undefined
        onboarding: { all(): NonNullable<SiteState['onboarding']> }
      }
    | undefined
  brokerPort: number | undefined
  addresses: string[]
  demoFaults(): DemoFaultOn[]
  faults: readonly Fault[]
  /** Whether it matters that secrets are kept in memory only. */
  losesSecrets: boolean
}

/** What windows are told of the site. */
export const siteState = (parts: StateParts): SiteState => {
  const { addresses, brokerPort, faults, losesSecrets, mode, running } = parts
  const whip = running?.media.whip.state ?? { kind: 'off' }
  return {
    mode,
    link: running?.session.state ?? { kind: 'off' },
    ingest: (running?.mediaServer ?? running?.media)?.state ?? { kind: 'off' },
    ...(whip.kind === 'off' ? {} : { whip }),
    ...(running?.mediaServer && { mediaServer: running.mediaServer.facts }),
    ...(brokerPort === undefined ? {} : { brokerPort }),
    addresses,
    ...(running === undefined ? {} : { onboarding: running.onboarding.all() }),
    ...(mode === 'demo' ? { demoFaults: parts.demoFaults() } : {}),
    faults: faults.filter(({ code }) => code !== 'keystore-missing' || losesSecrets),
  }
}
