import type { StreamEvidence } from '@shared/diagnosis/evidence'
import type { StreamState, StreamStatus } from '@shared/stream'
import type { StreamFacts } from './facts'
import { carries } from './obstacle'
import type { StreamRecord } from './stream-record'
import { offerFor, sourceSn } from './video-source'

interface Explained {
  facts: StreamFacts
  /** As windows know it; undefined when nobody ever spoke of the stream. */
  status: StreamStatus | undefined
  noted: ReturnType<StreamRecord['of']>
}

export type StreamExplanation = Omit<
  StreamEvidence,
  'at' | 'mode' | 'link' | 'ingest' | 'whip' | 'siteFaults'
>

const OFF: StreamState = { kind: 'off' }

const aircraftOf = ({ gateway, lister, videoId }: StreamFacts): StreamExplanation['aircraft'] => {
  const sn = sourceSn(videoId)
  if (sn === gateway.sn) return undefined
  if (carries(gateway.seen, sn) || carries(lister, sn)) return { sn, state: 'online' }
  // A dock that speaks of no aircraft at all is one whose aircraft is off.
  const others = [gateway.seen, lister].flatMap((one) => one?.aircraft?.sn ?? [])
  return { sn, state: others.length === 0 || others.includes(sn) ? 'off' : 'absent' }
}

const cameraOf = (facts: StreamFacts): StreamExplanation['camera'] => {
  if (offerFor(facts) !== undefined) return 'listed'
  const cameras = [facts.gateway.seen, facts.lister].flatMap((one) => one?.cameras ?? [])
  return cameras.length > 0 ? 'missing' : 'unreported'
}

/** What live control and the record know of a stream, without what must not leave main. */
export const explain = ({ facts, status, noted }: Explained): StreamExplanation => {
  const { gateway, wish } = facts
  const { seen } = gateway
  const aircraft = aircraftOf(facts)
  return {
    wanted: wish !== undefined,
    state: status?.state ?? OFF,
    ...(seen && {
      gateway: { sn: seen.sn, presence: seen.presence, lastSeen: seen.lastSeen },
    }),
    ...(aircraft && { aircraft }),
    camera: cameraOf(facts),
    ...noted,
    ...(status?.protocol && { protocol: status.protocol }),
    ...(status?.steppedDown && { steppedDown: status.steppedDown }),
    ...(status?.meter && { meter: status.meter }),
  }
}
