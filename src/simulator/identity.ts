import { GATEWAYS, type GatewayKind, type GatewayKindName } from './gateway-kinds'

/** Who one simulated gateway is. */
export interface Identity {
  sn: string
  aircraftSn: string
  /** Callsign, also burnt into the pictures. */
  name: string
  kindName: GatewayKindName
  kind: GatewayKind
  seed: number
}

const NAMES = [
  'North Gate',
  'Harbour',
  'Solar Field',
  'River Bridge',
  'Quarry',
  'Airfield',
  'Depot',
  'Water Works',
  'Ridge',
  'Rail Yard',
  'Wind Park',
  'Old Town',
]

/**
 * The gateway at `index` (from 0). The same seed and prefix give the same serial numbers each run:
 * 14 characters for docks and remotes, 20 for aircraft, as DJI's are.
 */
export function identityOf(
  index: number,
  kindName: GatewayKindName,
  { seed, snPrefix }: { seed: number; snPrefix: string },
): Identity {
  const number = String(seed % 1000).padStart(3, '0') + String(index + 1).padStart(4, '0')
  const round = Math.floor(index / NAMES.length)
  return {
    sn: `${snPrefix}${number.padStart(14 - snPrefix.length, '0')}`,
    aircraftSn: `1581F${snPrefix}${number}`.slice(0, 20).padEnd(20, '0'),
    name: `${NAMES[index % NAMES.length] ?? 'Dock'}${round === 0 ? '' : ` ${round + 1}`}`,
    kindName,
    kind: GATEWAYS[kindName],
    seed: seed * 1009 + index,
  }
}
