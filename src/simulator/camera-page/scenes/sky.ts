import { seededRandom } from '../random'
import { backdrop, UNITS } from '../surface'

type Context = OffscreenCanvasRenderingContext2D

/** A band of clouds wide enough to drift: laid twice, its ends meet. */
export const CLOUD_BAND = { width: 1400, height: 190 } as const

const HOURS = [
  ['#5f93c9', '#cfe2f0'],
  ['#7d8fa6', '#d5dbe0'],
  ['#3f5f94', '#f0c79a'],
] as const

/** Paints the sky from the top down to `horizon`; the seed decides weather and hour. */
export function paintSky(context: Context, horizon: number, seed: number): void {
  const [high, low] = HOURS[seed % HOURS.length] ?? HOURS[0]
  const sky = context.createLinearGradient(0, 0, 0, horizon)
  sky.addColorStop(0, high)
  sky.addColorStop(1, low)
  context.fillStyle = sky
  context.fillRect(0, 0, UNITS.width, horizon)
}

export function cloudBand(seed: number, scale: number): OffscreenCanvas {
  const random = seededRandom(seed + 31)
  return backdrop(CLOUD_BAND, scale, (context) => {
    for (let cloud = 0; cloud < 7; cloud++) {
      const x = 110 + cloud * 190 + random() * 50
      const y = 60 + random() * 90
      const size = 0.6 + random() * 0.6
      for (let puff = 0; puff < 7; puff++) {
        const [dx, dy] = [(puff - 3) * 22 * size, -Math.sin((puff / 6) * Math.PI) * 26 * size]
        context.fillStyle = '#e9eef2'
        context.beginPath()
        context.ellipse(x + dx, y + dy, 30 * size, 18 * size, 0, 0, 7)
        context.fill()
      }
    }
  })
}

/** A skyline of hills from side to side. */
export function paintHills(
  context: Context,
  hills: { horizon: number; height: number; width: number; paint: string; seed: number },
): void {
  const random = seededRandom(hills.seed)
  const waves = [3, 7, 13].map((count) => ({ count, phase: random() * 7 }))
  context.fillStyle = hills.paint
  context.beginPath()
  context.moveTo(0, hills.horizon)
  for (let x = 0; x <= hills.width; x += 10) {
    const rise = waves.reduce(
      (sum, { count, phase }) =>
        sum + Math.sin((x / hills.width) * 2 * Math.PI * count + phase) / Math.sqrt(count),
      1.5,
    )
    context.lineTo(x, hills.horizon - Math.max(0, (rise * hills.height) / 3))
  }
  context.lineTo(hills.width, hills.horizon)
  context.fill()
}
