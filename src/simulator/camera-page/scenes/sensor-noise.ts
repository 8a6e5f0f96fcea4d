import { surface } from '../surface'

/** How far the noise is moved about, in pixels: so many to the power of two are its patterns. */
const SHIFTS = 64

/** What a sensor adds to a picture, another in each. */
export class SensorNoise {
  private readonly noise: OffscreenCanvas

  /** @param strength brightness by which the sensor errs, of 255. */
  constructor(
    size: { width: number; height: number },
    strength: number,
    private readonly random: () => number,
  ) {
    const { canvas, context } = surface(size.width + SHIFTS, size.height + SHIFTS)
    const image = context.createImageData(canvas.width, canvas.height)
    const pixels = new Uint32Array(image.data.buffer)
    // White of little opacity can only make brighter, which in the dark is what noise does.
    for (let at = 0; at < pixels.length; at++)
      pixels[at] = (Math.floor(random() * strength) << 24) | 0xffffff
    context.putImageData(image, 0, 0)
    this.noise = canvas
  }

  paint(context: OffscreenCanvasRenderingContext2D): void {
    const shift = (): number => -Math.floor(this.random() * SHIFTS)
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(this.noise, shift(), shift())
  }
}
