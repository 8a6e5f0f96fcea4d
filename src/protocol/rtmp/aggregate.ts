import { uint24 } from '../big-endian'
import type { RtmpMessage } from './message'

const HEADER = 11
const BACK_POINTER = 4

/**
 * The messages inside an aggregate message (RTMP 1.0 section 7.1.6): FLV tags one after the other,
 * their timestamps moved so that the first has the aggregate's. A cut-off last one is left out.
 */
export const splitAggregate = (aggregate: RtmpMessage): RtmpMessage[] => {
  const { body, streamId } = aggregate
  const messages: RtmpMessage[] = []
  let shift: number | undefined
  for (let at = 0; at + HEADER <= body.length;) {
    const length = uint24(body, at + 1)
    const from = at + HEADER
    if (from + length > body.length) break
    const time = uint24(body, at + 4) | ((body[at + 7] ?? 0) << 24)
    shift ??= aggregate.timestamp - time
    messages.push({
      type: body[at] ?? 0,
      streamId,
      timestamp: (time + shift) >>> 0,
      body: body.subarray(from, from + length),
    })
    at = from + length + BACK_POINTER
  }
  return messages
}
