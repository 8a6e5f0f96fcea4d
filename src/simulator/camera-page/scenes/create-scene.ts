import type { CameraView } from '../camera-contract'
import { AerialScene } from './aerial-scene'
import { DockInsideScene } from './dock-inside-scene'
import { DockOutsideScene } from './dock-outside-scene'
import { ForwardScene } from './forward-scene'
import { NightScene } from './night-scene'
import type { Scene } from './scene'

/** @param scale pixels per unit of the size that is pushed. */
export function createScene(view: CameraView, scale: number): Scene {
  const place = { seed: view.seed, scale }
  switch (view.scene) {
    case 'dock-inside':
      return new DockInsideScene(place, view.aircraftInDock)
    case 'dock-outside':
      return new DockOutsideScene(place)
    case 'aircraft-wide':
      return new AerialScene(place, { thermal: false, zoom: 1 })
    case 'aircraft-zoom':
      return new AerialScene(place, { thermal: false, zoom: 3 })
    case 'aircraft-ir':
      return new AerialScene(place, { thermal: true, zoom: 1.4 })
    case 'forward':
      return new ForwardScene(place)
    case 'night':
      return new NightScene(place)
  }
}
