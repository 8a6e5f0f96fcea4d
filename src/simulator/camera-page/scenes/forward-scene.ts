import { seededRandom } from '../random'
import { backdrop, lay, UNITS } from '../surface'
import type { Place, Scene } from './scene'
import { paintHills, paintSky } from './sky'

type Context = OffscreenCanvasRenderingContext2D

const HORIZON = 300
const BAND = 2 * UNITS.width
const VANISHING = { x: 640, y: HORIZON } as const
const SPEED = 0.22

/** The vision camera in the nose: horizon, hills turning past, ground coming closer. */
export class ForwardScene implements Scene {
  private readonly sky: OffscreenCanvas
  private readonly hills: OffscreenCanvas
  private readonly ground: OffscreenCanvas
  private readonly trees: { side: number; from: number }[]

  constructor({ seed, scale }: Place) {
    this.sky = backdrop({ width: UNITS.width, height: HORIZON }, scale, (context) =>
      paintSky(context, HORIZON, seed + 1),
    )
    this.hills = backdrop({ width: BAND, height: 130 }, scale, (context) => {
      const band = { horizon: 130, width: BAND, seed }
      paintHills(context, { ...band, height: 110, paint: '#6c829b' })
      paintHills(context, { ...band, height: 60, paint: '#48614f', seed: seed + 3 })
    })
    this.ground = backdrop(UNITS, scale, paintGround)
    const random = seededRandom(seed + 11)
    this.trees = Array.from({ length: 18 }, (_, at) => ({
      side: (at % 2 === 0 ? 1 : -1) * (0.45 + random() * 1.6),
      from: random(),
    }))
  }

  paint(context: Context, seconds: number): void {
    lay(context, this.sky)
    const turn = UNITS.width * (0.5 - 0.5 * Math.cos(seconds / 19))
    lay(context, this.hills, -turn, HORIZON - 129)
    lay(context, this.ground, 0, HORIZON)
    const nearest = this.trees
      .map((tree) => ({ side: tree.side, near: (tree.from + seconds * SPEED * 0.25) % 1 }))
      .sort((a, b) => a.near - b.near)
    for (let mark = 0; mark < 6; mark++) paintMark(context, (mark / 6 + seconds * SPEED) % 1)
    for (const tree of nearest) paintTree(context, tree)
    paintHorizonBar(context)
  }
}

function paintGround(context: Context): void {
  const ground = context.createLinearGradient(0, 0, 0, UNITS.height - HORIZON)
  ground.addColorStop(0, '#87925f')
  ground.addColorStop(1, '#45552f')
  context.fillStyle = ground
  context.fillRect(0, 0, UNITS.width, UNITS.height)
  context.fillStyle = '#62656a'
  context.beginPath()
  context.moveTo(VANISHING.x - 5, 0)
  context.lineTo(VANISHING.x + 5, 0)
  context.lineTo(VANISHING.x + 260, UNITS.height - HORIZON)
  context.lineTo(VANISHING.x - 260, UNITS.height - HORIZON)
  context.fill()
}

/** How far down the picture something on the ground is: 0 at the horizon, 1 at the lower edge. */
const drop = (near: number): number => near ** 2.6

function paintMark(context: Context, near: number): void {
  const top = HORIZON + drop(near) * (UNITS.height - HORIZON)
  const bottom = HORIZON + drop(Math.min(1, near + 0.06)) * (UNITS.height - HORIZON)
  const width = 2 + drop(near) * 14
  context.fillStyle = '#e2ddc6'
  context.fillRect(VANISHING.x - width / 2, top, width, bottom - top)
}

function paintTree(context: Context, tree: { side: number; near: number }): void {
  const depth = drop(tree.near)
  const x = VANISHING.x + tree.side * (20 + depth * 900)
  const y = HORIZON + depth * (UNITS.height - HORIZON)
  const size = 5 + depth * 130
  if (x < -size || x > UNITS.width + size) return
  context.fillStyle = '#2f4a2b'
  context.beginPath()
  context.moveTo(x, y - size * 1.5)
  context.lineTo(x + size * 0.45, y)
  context.lineTo(x - size * 0.45, y)
  context.fill()
}

function paintHorizonBar(context: Context): void {
  context.strokeStyle = 'rgba(255, 255, 255, 0.8)'
  context.lineWidth = 4
  context.beginPath()
  for (const side of [-1, 1]) {
    context.moveTo(VANISHING.x + side * 60, HORIZON - 10)
    context.lineTo(VANISHING.x + side * 170, HORIZON - 10)
    context.lineTo(VANISHING.x + side * 170, HORIZON + 6)
  }
  context.stroke()
}
