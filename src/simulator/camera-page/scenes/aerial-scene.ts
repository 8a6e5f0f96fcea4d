import { seededRandom } from '../random'
import { backdrop, lay, UNITS } from '../surface'
import type { Place, Scene } from './scene'
import {
  DAYLIGHT,
  LANDSCAPE,
  paintLandscape,
  ROADS,
  THERMAL,
  WORKS,
  type Paints,
} from './landscape'

type Context = OffscreenCanvasRenderingContext2D

interface Car {
  along: 'across' | 'down'
  from: number
  speed: number
  side: number
  paint: string
}

/** The country from above, from an aircraft that circles slowly. */
export class AerialScene implements Scene {
  private readonly ground: OffscreenCanvas
  private readonly area: { width: number; height: number; left: number; top: number }
  private readonly paints: Paints
  private readonly zoom: number
  private readonly cars: Car[]
  private readonly phase: number
  /** Places with other seeds lie mirrored, so that no two look alike. */
  private readonly mirror: { x: 1 | -1; y: 1 | -1 }

  constructor({ seed, scale }: Place, lens: { thermal: boolean; zoom: number }) {
    this.paints = lens.thermal ? THERMAL : (DAYLIGHT[seed % DAYLIGHT.length] ?? THERMAL)
    this.mirror = { x: seed & 1 ? 1 : -1, y: seed & 2 ? -1 : 1 }
    this.zoom = lens.zoom
    const width = Math.min(LANDSCAPE.width, (UNITS.width / lens.zoom) * 1.3)
    const height = Math.min(LANDSCAPE.height, (UNITS.height / lens.zoom) * 1.3)
    const middle = { x: LANDSCAPE.width / 2, y: LANDSCAPE.height / 2 }
    const target = lens.zoom === 1 ? middle : WORKS
    const centre = {
      x: middle.x + this.mirror.x * (target.x - middle.x),
      y: middle.y + this.mirror.y * (target.y - middle.y),
    }
    this.area = {
      width,
      height,
      left: Math.max(0, Math.min(LANDSCAPE.width - width, centre.x - width / 2)),
      top: Math.max(0, Math.min(LANDSCAPE.height - height, centre.y - height / 2)),
    }
    const { left, top } = this.area
    this.ground = backdrop(
      { width: width * lens.zoom, height: height * lens.zoom },
      scale,
      (context) => {
        context.scale(lens.zoom, lens.zoom)
        context.translate(-left, -top)
        this.turn(context)
        paintLandscape(context, this.paints, seed)
      },
    )
    const random = seededRandom(seed + 7)
    this.phase = random() * 100
    this.cars = Array.from({ length: 7 }, (_, at) => ({
      along: at % 3 === 0 ? 'down' : 'across',
      from: random() * LANDSCAPE.width,
      speed: (at % 2 === 0 ? 1 : -1) * (24 + random() * 22),
      side: at % 2 === 0 ? 11 : -11,
      paint: this.paints.car[at % this.paints.car.length] ?? '#fff',
    }))
  }

  paint(context: Context, seconds: number): void {
    const swing = (period: number, room: number): number =>
      (room / 2) * (1 - Math.cos(((seconds + this.phase) * 2 * Math.PI) / period))
    const x = swing(64, this.area.width * this.zoom - UNITS.width)
    const y = swing(47, this.area.height * this.zoom - UNITS.height)
    lay(context, this.ground, -x, -y)
    context.save()
    context.translate(-x, -y)
    context.scale(this.zoom, this.zoom)
    context.translate(-this.area.left, -this.area.top)
    this.turn(context)
    for (const car of this.cars) paintCar(context, car, seconds)
    context.restore()
    paintReticle(context)
  }

  private turn(context: Context): void {
    context.translate(LANDSCAPE.width / 2, LANDSCAPE.height / 2)
    context.scale(this.mirror.x, this.mirror.y)
    context.translate(-LANDSCAPE.width / 2, -LANDSCAPE.height / 2)
  }
}

function paintCar(context: Context, car: Car, seconds: number): void {
  const length = car.along === 'across' ? LANDSCAPE.width : LANDSCAPE.height
  const travelled = (car.from + car.speed * (seconds % 86_400)) % length
  const at = travelled < 0 ? travelled + length : travelled
  context.fillStyle = car.paint
  if (car.along === 'across') context.fillRect(at, ROADS.across + car.side - 6, 26, 12)
  else context.fillRect(ROADS.down - car.side - 6, at, 12, 26)
}

function paintReticle(context: Context): void {
  const x = UNITS.width / 2
  const y = UNITS.height / 2 - 40
  context.strokeStyle = 'rgba(255, 255, 255, 0.85)'
  context.lineWidth = 4
  context.beginPath()
  for (const side of [-1, 1]) {
    context.moveTo(x + side * 16, y)
    context.lineTo(x + side * 52, y)
    context.moveTo(x, y + side * 16)
    context.lineTo(x, y + side * 36)
  }
  context.stroke()
}
