import type { Outcome } from '@shared/contract'
import type { Wall } from '@shared/wall'
import type { Handlers } from './door'

export interface WallNeeds {
  get(): Wall
  /** Keeps the wall and works towards it. */
  set(wall: Wall): Outcome
}

export function wallHandlers(needs: WallNeeds): Pick<Handlers, 'wall.get' | 'wall.set'> {
  return { 'wall.get': () => needs.get(), 'wall.set': (wall) => needs.set(wall) }
}
