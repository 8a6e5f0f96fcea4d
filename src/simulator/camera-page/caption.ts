import type { CameraView } from './camera-contract'
import { CLOCK_BLOCK, paintClock } from './clock-strip'
import { backdrop, lay, UNITS } from './surface'

const FONT = '"DejaVu Sans", "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", sans-serif'
const NAMES = { y: 500, width: 860, height: 130 } as const
const RIM = 12
/** A dark plate under the block and the same time in figures. */
const PANEL = {
  x: CLOCK_BLOCK.x * UNITS.width - RIM,
  y: CLOCK_BLOCK.y * UNITS.height - RIM,
  width: CLOCK_BLOCK.width * UNITS.width + 2 * RIM,
  height: CLOCK_BLOCK.height * UNITS.height + RIM + 66,
} as const

/** What is burnt into each picture: who, which lens and quality, and when, for eyes and machines. */
export class Caption {
  private readonly names: OffscreenCanvas

  constructor(view: CameraView, scale: number) {
    this.names = backdrop({ width: NAMES.width, height: NAMES.height }, scale, (context) => {
      context.lineJoin = 'round'
      write(context, view.title, { x: 36, y: 60, size: 50, weight: 700 })
      write(context, view.detail, { x: 36, y: 112, size: 34, weight: 500 })
    })
  }

  paint(context: OffscreenCanvasRenderingContext2D, now: number): void {
    lay(context, this.names, 0, NAMES.y)
    context.fillStyle = '#000'
    context.fillRect(PANEL.x, PANEL.y, PANEL.width, PANEL.height)
    paintClock(context, UNITS, now)
    context.textAlign = 'center'
    context.textBaseline = 'alphabetic'
    context.font = `700 46px ${FONT}`
    context.fillStyle = '#fff'
    context.fillText(timeOfDay(now), PANEL.x + PANEL.width / 2, PANEL.y + PANEL.height - 18)
  }
}

interface Lettering {
  x: number
  y: number
  size: number
  weight: number
}

function write(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  { x, y, size, weight }: Lettering,
): void {
  context.font = `${weight} ${size}px ${FONT}`
  context.lineWidth = size / 7
  context.strokeStyle = 'rgba(0, 0, 0, 0.65)'
  context.strokeText(text, x, y)
  context.fillStyle = '#fff'
  context.fillText(text, x, y)
}

function timeOfDay(now: number): string {
  const date = new Date(now)
  const two = (value: number): string => String(value).padStart(2, '0')
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
