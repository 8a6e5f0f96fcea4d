import { seededRandom } from '../random'
import { backdrop, lay, UNITS } from '../surface'
import type { Place, Scene } from './scene'
import { SensorNoise } from './sensor-noise'

type Context = OffscreenCanvasRenderingContext2D

/** Brightness by which the sensor errs, of 255. */
const NOISE = 5

/** A parked dock in the dark: nothing moves, only the sensor's noise is another in each picture. */
export class NightScene implements Scene {
  private readonly yard: OffscreenCanvas
  private readonly noise: SensorNoise

  constructor({ seed, scale }: Place) {
    this.yard = backdrop(UNITS, scale, paintYard)
    const size = { width: UNITS.width * scale, height: UNITS.height * scale }
    this.noise = new SensorNoise(size, NOISE, seededRandom(seed))
  }

  paint(context: Context): void {
    lay(context, this.yard)
    this.noise.paint(context)
  }
}

function paintYard(context: Context): void {
  const { width, height } = UNITS
  const sky = context.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, '#0b1018')
  sky.addColorStop(0.4, '#161b22')
  sky.addColorStop(1, '#20231f')
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  const lamp = context.createRadialGradient(980, 210, 8, 980, 300, 420)
  lamp.addColorStop(0, 'rgba(255, 214, 150, 0.75)')
  lamp.addColorStop(0.1, 'rgba(255, 200, 130, 0.28)')
  lamp.addColorStop(1, 'rgba(255, 190, 120, 0)')
  context.fillStyle = lamp
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#0c0e10'
  context.fillRect(974, 210, 12, 330)
  context.fillStyle = '#3b4046'
  context.fillRect(360, 430, 420, 150)
  context.fillStyle = '#2a2e33'
  context.fillRect(340, 410, 460, 26)
  context.fillStyle = '#4ddf86'
  context.fillRect(400, 500, 90, 6)
}
