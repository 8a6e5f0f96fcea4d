import type { Quality } from '@shared/stream'
import { URL_TYPES } from '@protocol/dji/push-url'
import type { Action } from './step'
import type { Ask, Stream, StreamMemory } from './stream-memory'

const asked = <T>(value: T, old: Ask<T> | undefined, at: number): Ask<T> => {
  const { tries, lost } = old?.value === value ? old : { tries: 0, lost: 0 }
  return { value, outcome: 'sent', sent: at, at, tries, lost }
}

/** What to remember when a request has left for the dock. */
export const afterSending = (stream: Stream, action: Action, now: number): StreamMemory => {
  const { errand, asks, tries } = stream.memory
  const memory = { ...stream.memory, lastSent: now }
  const { request } = action
  switch (request.method) {
    case 'live_start_push':
      return {
        ...memory,
        errand: { kind: 'asked' },
        started: { by: request.urlType === URL_TYPES.whip ? 'whip' : 'rtmp', at: now },
        tries: tries + 1,
        insist: false,
      }
    case 'live_stop_push':
      return errand.kind === 'clearing' && errand.fault !== undefined
        ? { ...memory, errand: { kind: 'stopping', fault: errand.fault } }
        : { ...memory, errand: { kind: 'stopping' } }
    case 'live_set_quality': {
      const quality = asked(request.quality as Quality, asks.quality, now)
      return { ...memory, asks: { ...asks, quality } }
    }
    case 'live_lens_change':
      return { ...memory, asks: { ...asks, lens: asked(request.lens, asks.lens, now) } }
    case 'live_camera_change': {
      const position = asked(request.position === 0 ? 0 : 1, asks.position, now)
      return { ...memory, asks: { ...asks, position } }
    }
  }
}
