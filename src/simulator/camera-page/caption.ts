import type { CameraView } from './camera-contract'
import { CLOCK_BLOCK, paintClock } from './clock-strip'
import { UNITS } from './surface'

const FONT = '"DejaVu Sans", "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", sans-serif'
const CLOCK_X = (CLOCK_BLOCK.x + CLOCK_BLOCK.width / 2) * UNITS.width
const CLOCK_Y = (CLOCK_BLOCK.y + CLOCK_BLOCK.height) * UNITS.height

/** What is burnt into each picture: who, which lens and quality, and when, for eyes and machines. */
export class Caption {
  constructor(private readonly view: CameraView) {}

  paint(context: OffscreenCanvasRenderingContext2D, now: number): void {
    context.textBaseline = 'alphabetic'
    context.lineJoin = 'round'
    context.textAlign = 'left'
    write(context, this.view.title, { x: 36, y: 560, size: 50, weight: 700 })
    write(context, this.view.detail, { x: 36, y: 612, size: 34, weight: 500 })
    context.textAlign = 'center'
    write(context, timeOfDay(now), { x: CLOCK_X, y: CLOCK_Y + 66, size: 54, weight: 700 })
    paintClock(context, UNITS, now)
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
