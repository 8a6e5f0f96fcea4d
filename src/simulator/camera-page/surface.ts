/** Scenes are composed in these units and scaled to the size that is pushed. */
export const UNITS = { width: 1280, height: 720 } as const

export interface Surface {
  canvas: OffscreenCanvas
  context: OffscreenCanvasRenderingContext2D
}

/** A canvas kept in ordinary memory, because each picture of it is read back. */
export function surface(width: number, height: number): Surface {
  const canvas = new OffscreenCanvas(Math.ceil(width), Math.ceil(height))
  const context = canvas.getContext('2d', { alpha: true, willReadFrequently: true })
  if (context === null) throw new Error('no 2D drawing context')
  return { canvas, context }
}

/** Paints once, in units, what all pictures of a scene have in common. */
export function backdrop(
  area: { width: number; height: number },
  scale: number,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): OffscreenCanvas {
  const { canvas, context } = surface(area.width * scale, area.height * scale)
  context.scale(scale, scale)
  paint(context)
  return canvas
}

/** Copies a backdrop without resampling; `x` and `y` in units. */
export function lay(
  context: OffscreenCanvasRenderingContext2D,
  picture: OffscreenCanvas,
  x = 0,
  y = 0,
): void {
  const { a: scale } = context.getTransform()
  context.setTransform(1, 0, 0, 1, Math.round(x * scale), Math.round(y * scale))
  context.drawImage(picture, 0, 0)
  context.setTransform(scale, 0, 0, scale, 0, 0)
}
