import type { StreamEvidence } from '@shared/diagnosis/evidence'
import type { SiteState } from '@shared/site'
import type { Wall } from '@shared/wall'

type OfStream = Omit<StreamEvidence, 'at' | 'mode' | 'link' | 'ingest' | 'whip' | 'siteFaults'>

/** What is known while no site runs. */
const NOTHING: OfStream = { wanted: false, state: { kind: 'off' }, camera: 'unreported' }

/** The gateway a tile of the wall names for a source; empty when no tile shows it. */
export const gatewayOnWall = ({ tiles }: Wall, videoId: string): string =>
  tiles.find((tile) => tile?.videoId === videoId)?.gatewaySn ?? ''

/** The state of the site and of one stream together; `at` in milliseconds since the epoch. */
export const streamEvidence = (
  { faults, ingest, link, mode, whip }: SiteState,
  stream: OfStream | undefined,
  at: number,
): StreamEvidence => ({
  at,
  mode,
  link,
  ingest,
  ...(whip && { whip }),
  siteFaults: faults,
  ...(stream ?? NOTHING),
})
