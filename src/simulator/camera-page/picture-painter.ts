import type { CameraEncoding, CameraView } from './camera-contract'
import { Caption } from './caption'
import { createScene } from './scenes/create-scene'
import type { Scene } from './scenes/scene'
import { seededRandom } from './random'
import { SensorNoise } from './scenes/sensor-noise'
import { surface, UNITS } from './surface'

/** Brightness by which the sensor errs at worst, of 255. */
const GRAIN = 48

/** Paints one camera's pictures: the scene, then what is burnt in. */
export class PicturePainter {
  private readonly canvas: OffscreenCanvas
  private readonly context: OffscreenCanvasRenderingContext2D
  private readonly scene: Scene
  private readonly caption: Caption | undefined
  private readonly grain: SensorNoise | undefined
  private readonly scale: number

  constructor(view: CameraView, size: Pick<CameraEncoding, 'width' | 'height'>) {
    ;({ canvas: this.canvas, context: this.context } = surface(size.width, size.height))
    this.scale = size.width / UNITS.width
    this.scene = createScene(view, this.scale)
    if (view.grain) this.grain = new SensorNoise(size, GRAIN, seededRandom(view.seed))
    if (view.scene !== 'night') this.caption = new Caption(view, this.scale)
  }

  /** @param now milliseconds since the epoch; the picture shows exactly this time. */
  paint(now: number): OffscreenCanvas {
    this.context.setTransform(this.scale, 0, 0, this.scale, 0, 0)
    this.scene.paint(this.context, now / 1000)
    this.grain?.paint(this.context)
    this.context.setTransform(this.scale, 0, 0, this.scale, 0, 0)
    this.caption?.paint(this.context, now)
    return this.canvas
  }
}
