import type { Language } from '@shared/language'
import type { Gateway, Presence } from '@shared/fleet'
import { gatewayName } from './device-names'

const RANK: Record<Presence, number> = { online: 0, stale: 1, offline: 2 }
const collators: Record<Language, Intl.Collator> = {
  en: new Intl.Collator('en', { numeric: true }),
  zh: new Intl.Collator('zh', { numeric: true }),
}

/** Gateways as the tree shows them: online first, then by name as people count, then by number. */
export const orderFleet = (gateways: Iterable<Gateway>, language: Language): Gateway[] => {
  const collator = collators[language]
  return [...gateways]
    .map((gateway) => ({ gateway, name: gatewayName(gateway, language) }))
    .sort(
      (a, b) =>
        RANK[a.gateway.presence] - RANK[b.gateway.presence] ||
        collator.compare(a.name, b.name) ||
        (a.gateway.sn < b.gateway.sn ? -1 : 1),
    )
    .map(({ gateway }) => gateway)
}

/** Whether a change of a gateway can move it in the order. Most telemetry cannot. */
export const movesInOrder = (before: Gateway | undefined, after: Gateway): boolean =>
  before === undefined ||
  before.presence !== after.presence ||
  before.callsign !== after.callsign ||
  before.model.key !== after.model.key
