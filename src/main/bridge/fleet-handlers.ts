import type { Gateway } from '@shared/fleet'
import type { Handlers } from './door'

export function fleetHandlers(fleet: () => Gateway[]): Pick<Handlers, 'fleet.get'> {
  return { 'fleet.get': () => fleet() }
}
