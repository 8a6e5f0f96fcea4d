import type { Gateway } from '@shared/fleet'
import type { IngestProtocol, PushProtocol } from '@shared/stream'
import { gatewayModel } from '@protocol/dji/models'
import { URL_TYPES } from '@protocol/dji/push-url'
import type { StepDown } from './protocol-ladder'

export interface ChoiceGrounds {
  wished: PushProtocol
  /** The gateway that is to push; undefined when nobody has seen it. */
  gateway: Gateway | undefined
  listens: (protocol: IngestProtocol) => boolean
  /** Nobody takes this here, and nobody is going to. */
  turnedOff: (protocol: IngestProtocol) => boolean
  /** WHIP lately failed with this gateway. */
  stepDown: StepDown | undefined
}

export interface ProtocolChoice {
  /** Undefined when it cannot be as it is wished. */
  protocol?: IngestProtocol
  /** What kept `auto` from WHIP where the gateway lists it. */
  steppedDown?: StepDown
}

/** Whether a gateway's model takes WHIP (DJI: live_start_push, `url_type` 4); undefined: unlisted. */
const listsWhip = (gateway: Gateway | undefined): boolean | undefined =>
  gateway === undefined
    ? undefined
    : gatewayModel(gateway.model.key).urlTypes?.includes(URL_TYPES.whip)

/**
 * How a gateway shall push. Tables say what a model takes with today's firmware; that an old one may
 * not is found by trying. A model nobody lists gets RTMP, which every gateway takes.
 */
export const chooseProtocol = ({
  wished,
  gateway,
  listens,
  turnedOff,
  stepDown,
}: ChoiceGrounds): ProtocolChoice => {
  const rtmp: ProtocolChoice = turnedOff('rtmp') ? {} : { protocol: 'rtmp' }
  if (wished === 'rtmp') return rtmp
  const listed = listsWhip(gateway)
  if (wished === 'whip') return listed === false || turnedOff('whip') ? {} : { protocol: 'whip' }
  // Where nobody takes RTMP there is nothing to step down to, and waiting is all there is.
  if (turnedOff('rtmp') && !turnedOff('whip') && listed !== false) return { protocol: 'whip' }
  if (listed !== true || !listens('whip')) return rtmp
  if (stepDown === undefined || !listens('rtmp')) return { protocol: 'whip' }
  return { protocol: 'rtmp', steppedDown: stepDown }
}
