import type { Gateway } from '@shared/fleet'
import { gatewayModel } from '@protocol/dji/models'

/** Names that different models give to the same infrared lens. */
const THERMAL = new Set(['ir', 'thermal', 'infrared'])

/** Whether two lens names mean the same lens. */
export const isSameLens = (a: string, b: string): boolean =>
  a === b || (THERMAL.has(a) && THERMAL.has(b))

/**
 * The name under which a gateway takes a wished lens: the wished one when it is offered or nothing
 * is known, another name of the same lens when only that is offered; undefined when the lens is not
 * there or the gateway cannot change lenses by a service.
 */
export const lensName = (
  wished: string,
  offered: readonly string[],
  gateway: Gateway,
): string | undefined => {
  if (!gatewayModel(gateway.model.key).lensByService) return undefined
  if (offered.length === 0 || offered.includes(wished)) return wished
  return offered.find((name) => isSameLens(name, wished))
}
