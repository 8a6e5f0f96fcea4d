import { seededRandom } from '../random'
import { backdrop, lay, UNITS } from '../surface'
import type { Place, Scene } from './scene'

type Context = OffscreenCanvasRenderingContext2D

const CENTRE = { x: 600, y: 330 } as const
const FAN = { x: 1110, y: 180 } as const

/** The camera under the cover: landing plate, aircraft, a fan that turns. */
export class DockInsideScene implements Scene {
  private readonly cabin: OffscreenCanvas
  private readonly phase: number

  constructor(
    { seed, scale }: Place,
    private readonly occupied: boolean,
  ) {
    this.phase = seededRandom(seed)() * 10
    this.cabin = backdrop(UNITS, scale, (context) => {
      paintCabin(context)
      if (occupied) paintAircraft(context)
    })
  }

  paint(context: Context, seconds: number): void {
    lay(context, this.cabin)
    const time = seconds + this.phase
    paintFan(context, time)
    const glow = 0.55 + 0.45 * Math.sin(time * 1.6)
    context.fillStyle = `rgba(70, 225, 130, ${(0.25 + 0.6 * glow).toFixed(2)})`
    context.fillRect(150, 62, 900, 7)
    if (!this.occupied) return
    const blink = time % 1.2 < 0.18
    context.fillStyle = blink ? '#ff5a4d' : '#5b1d1a'
    disc(context, CENTRE.x - 150, CENTRE.y - 104, 9)
    disc(context, CENTRE.x + 150, CENTRE.y - 104, 9)
    context.fillStyle = blink ? '#2f7' : '#1a5a3a'
    disc(context, CENTRE.x, CENTRE.y + 62, 7)
  }
}

function disc(context: Context, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 7)
  context.fill()
}

function paintCabin(context: Context): void {
  const wall = context.createRadialGradient(CENTRE.x, CENTRE.y, 120, CENTRE.x, CENTRE.y, 820)
  wall.addColorStop(0, '#757c85')
  wall.addColorStop(0.55, '#4b5158')
  wall.addColorStop(1, '#1f2327')
  context.fillStyle = wall
  context.fillRect(0, 0, UNITS.width, UNITS.height)
  context.strokeStyle = '#2a2f34'
  context.lineWidth = 10
  context.strokeRect(120, 50, 960, 590)
  context.beginPath()
  for (const [x, y, toX, toY] of [
    [0, 0, 120, 50],
    [1280, 0, 1080, 50],
    [0, 720, 120, 640],
    [1280, 720, 1080, 640],
  ] as const) {
    context.moveTo(x, y)
    context.lineTo(toX, toY)
  }
  context.stroke()
  context.fillStyle = '#3a4046'
  context.fillRect(210, 90, 780, 500)
  context.fillStyle = '#30353a'
  for (let x = 250; x < 980; x += 46) context.fillRect(x, 90, 3, 500)
  context.lineWidth = 9
  context.strokeStyle = '#e4b23c'
  context.beginPath()
  context.arc(CENTRE.x, CENTRE.y, 205, 0, 7)
  context.stroke()
  context.strokeStyle = '#d8dde2'
  context.lineWidth = 22
  context.beginPath()
  for (const side of [-62, 62]) {
    context.moveTo(CENTRE.x + side, CENTRE.y - 95)
    context.lineTo(CENTRE.x + side, CENTRE.y + 95)
  }
  context.moveTo(CENTRE.x - 62, CENTRE.y)
  context.lineTo(CENTRE.x + 62, CENTRE.y)
  context.stroke()
  context.fillStyle = '#8b939b'
  context.fillRect(225, 120, 26, 440)
  context.fillRect(949, 120, 26, 440)
}

function paintAircraft(context: Context): void {
  const { x, y } = CENTRE
  context.lineCap = 'round'
  for (const [dx, dy] of [
    [-150, -104],
    [150, -104],
    [-158, 112],
    [158, 112],
  ] as const) {
    context.strokeStyle = '#23282d'
    context.lineWidth = 26
    context.beginPath()
    context.moveTo(x + dx * 0.3, y + dy * 0.3)
    context.lineTo(x + dx, y + dy)
    context.stroke()
    context.fillStyle = '#16191d'
    disc(context, x + dx, y + dy, 26)
    context.strokeStyle = 'rgba(15, 17, 20, 0.85)'
    context.lineWidth = 13
    context.beginPath()
    context.moveTo(x + dx - 92, y + dy - dy * 0.28)
    context.lineTo(x + dx + 92, y + dy + dy * 0.28)
    context.stroke()
  }
  context.fillStyle = '#cfd4d9'
  context.beginPath()
  context.roundRect(x - 58, y - 116, 116, 214, 44)
  context.fill()
  context.fillStyle = '#aab1b8'
  context.beginPath()
  context.roundRect(x - 38, y - 30, 76, 104, 18)
  context.fill()
  context.fillStyle = '#15181b'
  context.beginPath()
  context.roundRect(x - 34, y - 138, 68, 44, 16)
  context.fill()
}

function paintFan(context: Context, time: number): void {
  context.fillStyle = '#15181b'
  disc(context, FAN.x, FAN.y, 62)
  context.strokeStyle = '#7b848d'
  context.lineWidth = 12
  context.beginPath()
  for (let blade = 0; blade < 5; blade++) {
    const angle = time * 2.1 + (blade * 2 * Math.PI) / 5
    context.moveTo(FAN.x, FAN.y)
    context.lineTo(FAN.x + 52 * Math.cos(angle), FAN.y + 52 * Math.sin(angle))
  }
  context.stroke()
}
