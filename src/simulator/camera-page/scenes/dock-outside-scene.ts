import { seededRandom } from '../random'
import { backdrop, lay, UNITS } from '../surface'
import type { Place, Scene } from './scene'
import { CLOUD_BAND, cloudBand, paintHills, paintSky } from './sky'

type Context = OffscreenCanvasRenderingContext2D

const HORIZON = 265
const MAST = { x: 1050, top: 120, foot: 430 } as const

/** The camera on the dock's mast: the dock in front, its field, weather and a windsock. */
export class DockOutsideScene implements Scene {
  private readonly sky: OffscreenCanvas
  private readonly land: OffscreenCanvas
  private readonly clouds: OffscreenCanvas
  private readonly phase: number

  constructor({ seed, scale }: Place) {
    this.phase = seededRandom(seed)() * 100
    this.sky = backdrop({ width: UNITS.width, height: HORIZON }, scale, (context) =>
      paintSky(context, HORIZON, seed),
    )
    this.clouds = cloudBand(seed, scale)
    this.land = backdrop(UNITS, scale, (context) => paintLand(context, seed))
  }

  paint(context: Context, seconds: number): void {
    const time = seconds + this.phase
    lay(context, this.sky)
    const drift = (time * 9) % CLOUD_BAND.width
    lay(context, this.clouds, -drift, 0)
    lay(context, this.clouds, CLOUD_BAND.width - drift, 0)
    lay(context, this.land)
    paintWindsock(context, time)
    const glow = 0.5 + 0.5 * Math.sin(time * 1.6)
    context.fillStyle = `rgba(60, 235, 130, ${(0.35 + 0.65 * glow).toFixed(2)})`
    context.fillRect(395, 497, 330, 8)
    context.fillStyle = '#d9dcd6'
    context.fillRect(((time * 26) % 1500) - 110, 287, 34, 12)
  }
}

function paintLand(context: Context, seed: number): void {
  const width = UNITS.width
  paintHills(context, { horizon: HORIZON, height: 90, width, paint: '#7189a0', seed })
  paintHills(context, { horizon: HORIZON, height: 45, width, paint: '#4f6a5c', seed: seed + 5 })
  const field = context.createLinearGradient(0, HORIZON, 0, UNITS.height)
  field.addColorStop(0, '#7d8a55')
  field.addColorStop(1, '#4e5a36')
  context.fillStyle = field
  context.fillRect(0, HORIZON, width, UNITS.height - HORIZON)
  context.fillStyle = '#6f7275'
  context.fillRect(0, 283, width, 20)
  context.fillStyle = '#8f9194'
  fillShape(context, [
    [250, 400],
    [860, 400],
    [1090, 720],
    [20, 720],
  ])
  context.strokeStyle = 'rgba(60, 65, 70, 0.55)'
  context.lineWidth = 3
  context.beginPath()
  for (let post = 0; post <= width; post += 64) {
    context.moveTo(post, 318)
    context.lineTo(post, 368)
  }
  for (const wire of [322, 336, 350]) {
    context.moveTo(0, wire)
    context.lineTo(width, wire)
  }
  context.stroke()
  paintDock(context)
}

/** The dock seen from above its back edge: body, two cover halves, landing plate between them. */
function paintDock(context: Context): void {
  const shape = (paint: string, points: [number, number][]): void => {
    context.fillStyle = paint
    fillShape(context, points)
  }
  shape('rgba(20, 25, 20, 0.35)', [
    [330, 560],
    [830, 560],
    [880, 600],
    [300, 600],
  ])
  shape('#c4c9ce', [
    [360, 470],
    [760, 470],
    [800, 570],
    [320, 570],
  ])
  shape('#e6e9ec', [
    [395, 350],
    [725, 350],
    [760, 470],
    [360, 470],
  ])
  shape('#2f353a', [
    [440, 362],
    [680, 362],
    [703, 458],
    [417, 458],
  ])
  shape('#aeb5bc', [
    [395, 350],
    [440, 362],
    [417, 458],
    [360, 470],
  ])
  shape('#aeb5bc', [
    [725, 350],
    [680, 362],
    [703, 458],
    [760, 470],
  ])
  context.strokeStyle = '#e4b23c'
  context.lineWidth = 5
  context.beginPath()
  context.ellipse(560, 411, 74, 32, 0, 0, 7)
  context.stroke()
  context.strokeStyle = '#d8dde2'
  context.lineWidth = 9
  context.beginPath()
  for (const [x, y, toX, toY] of [
    [540, 392, 536, 430],
    [580, 392, 584, 430],
    [538, 411, 582, 411],
  ] as const) {
    context.moveTo(x, y)
    context.lineTo(toX, toY)
  }
  context.stroke()
}

function paintWindsock(context: Context, time: number): void {
  context.strokeStyle = '#d5d9dc'
  context.lineWidth = 7
  context.beginPath()
  context.moveTo(MAST.x, MAST.foot)
  context.lineTo(MAST.x, MAST.top)
  context.stroke()
  const lift = 0.35 + 0.12 * Math.sin(time * 0.7)
  const joint = (at: number): { x: number; y: number } => ({
    x: MAST.x + at * 30 * Math.cos(lift),
    y: MAST.top + 14 + at * 30 * Math.sin(lift) + at * 2.2 * Math.sin(time * 3.1 - at * 0.8),
  })
  for (let part = 0; part < 5; part++) {
    const [from, to] = [joint(part), joint(part + 1)]
    const [thick, thin] = [20 - part * 2.2, 17.8 - part * 2.2]
    context.fillStyle = part % 2 === 0 ? '#e0572f' : '#f2f2ee'
    fillShape(context, [
      [from.x, from.y - thick],
      [to.x, to.y - thin],
      [to.x, to.y + thin],
      [from.x, from.y + thick],
    ])
  }
}

function fillShape(context: Context, points: [number, number][]): void {
  context.beginPath()
  for (const [x, y] of points) context.lineTo(x, y)
  context.closePath()
  context.fill()
}
