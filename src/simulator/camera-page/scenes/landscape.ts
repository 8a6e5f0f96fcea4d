import { seededRandom } from '../random'

type Context = OffscreenCanvasRenderingContext2D

/** The piece of country an aircraft looks down on, in units. */
export const LANDSCAPE = { width: 2000, height: 1120 } as const
export const ROADS = { across: 610, down: 1240, width: 46 } as const
/** The works at the crossing: where the zoom camera looks. */
export const WORKS = { x: 985, y: 430 } as const

export interface Paints {
  meadow: readonly string[]
  furrow: string
  road: string
  line: string
  roof: readonly string[]
  shade: string
  water: string
  tree: readonly string[]
  panel: string
  frame: string
  car: readonly string[]
}

const SUMMER: Paints = {
  meadow: ['#6d7f48', '#8a8a52', '#5f7443', '#a0935c', '#77884f'],
  furrow: 'rgba(40, 50, 20, 0.16)',
  road: '#5c5f63',
  line: '#d9d6c4',
  roof: ['#9b5a48', '#8d9196', '#b9b3a6', '#75685f'],
  shade: 'rgba(10, 20, 10, 0.32)',
  water: '#3c6478',
  tree: ['#33502f', '#3d5a33', '#2b4529'],
  panel: '#1d3357',
  frame: '#c7cdd4',
  car: ['#e9e9e6', '#b23a34', '#2e4a7d', '#d9b13b'],
}

/** The same country at other times of the year; the seed of a place decides. */
export const DAYLIGHT: readonly Paints[] = [
  SUMMER,
  {
    ...SUMMER,
    meadow: ['#8f7a45', '#a58d55', '#7c7048', '#b39a5c', '#6e6a45'],
    tree: ['#8a5a2b', '#9c6b2f', '#6f4a2a'],
    water: '#46606b',
  },
  {
    ...SUMMER,
    meadow: ['#5f8a4a', '#6f9a52', '#548046', '#7fa35c', '#4c7642'],
    tree: ['#2c5c33', '#38693a', '#25502d'],
    roof: ['#4f6f8f', '#8d9196', '#a9573f', '#5f666d'],
  },
]

/** Iron palette: cold is violet, warm is orange, hot is nearly white. */
export const THERMAL: Paints = {
  meadow: ['#3a1466', '#45156b', '#33125f', '#501a6d', '#3f1568'],
  furrow: 'rgba(10, 0, 40, 0.2)',
  road: '#8e2468',
  line: '#a53a5e',
  roof: ['#c9503b', '#b3415a', '#d96b2c', '#a73562'],
  shade: 'rgba(10, 0, 50, 0.45)',
  water: '#150a3a',
  tree: ['#240d4f', '#290e55', '#1f0b47'],
  panel: '#f09a1f',
  frame: '#b8404f',
  car: ['#fff3b0', '#ffdd55', '#fff8d8', '#ffc93a'],
}

/** Paints the country without anything that moves. */
export function paintLandscape(context: Context, paints: Paints, seed: number): void {
  const random = seededRandom(seed)
  const pick = (from: readonly string[]): string =>
    from[Math.floor(random() * from.length)] ?? '#000'
  paintFields(context, paints, random, pick)
  paintRiver(context, paints, random)
  paintRoads(context, paints)
  for (let grove = 0; grove < 9; grove++) {
    const x = random() * LANDSCAPE.width
    const y = random() * LANDSCAPE.height
    for (let tree = 0; tree < 16; tree++)
      paintTree(context, paints, { x: x + random() * 170, y: y + random() * 110 }, pick)
  }
  for (let house = 0; house < 14; house++) {
    const x = 60 + random() * (LANDSCAPE.width - 160)
    const y = ROADS.across + (random() < 0.5 ? -110 : 60) + random() * 20
    if (Math.abs(x - ROADS.down) > 110 && (x < 720 || x > 1180))
      paintHouse(context, paints, { x, y }, pick)
  }
  paintWorks(context, paints)
}

function paintFields(
  context: Context,
  paints: Paints,
  random: () => number,
  pick: (from: readonly string[]) => string,
): void {
  for (let x = 0; x < LANDSCAPE.width;) {
    const width = 170 + random() * 190
    for (let y = 0; y < LANDSCAPE.height;) {
      const height = 150 + random() * 180
      context.fillStyle = pick(paints.meadow)
      context.fillRect(x, y, width + 1, height + 1)
      context.fillStyle = paints.furrow
      const step = 14 + random() * 14
      if (random() < 0.5)
        for (let at = 0; at < width; at += step) context.fillRect(x + at, y, 5, height)
      else for (let at = 0; at < height; at += step) context.fillRect(x, y + at, width, 5)
      y += height
    }
    x += width
  }
}

function paintRiver(context: Context, paints: Paints, random: () => number): void {
  const y = 860 + random() * 120
  context.strokeStyle = paints.water
  context.lineWidth = 84
  context.beginPath()
  context.moveTo(-60, y)
  context.bezierCurveTo(520, y - 210, 900, y + 190, LANDSCAPE.width + 60, y - 90)
  context.stroke()
}

function paintRoads(context: Context, paints: Paints): void {
  const { across, down, width } = ROADS
  context.fillStyle = paints.road
  context.fillRect(0, across - width / 2, LANDSCAPE.width, width)
  context.fillRect(down - width / 2, 0, width, LANDSCAPE.height)
  context.fillStyle = paints.line
  for (let x = 0; x < LANDSCAPE.width; x += 64) context.fillRect(x, across - 2, 30, 4)
  for (let y = 0; y < LANDSCAPE.height; y += 64) context.fillRect(down - 2, y, 4, 30)
}

function paintTree(
  context: Context,
  paints: Paints,
  { x, y }: { x: number; y: number },
  pick: (from: readonly string[]) => string,
): void {
  const disc = (dx: number, dy: number, radius: number, paint: string): void => {
    context.fillStyle = paint
    context.beginPath()
    context.arc(x + dx, y + dy, radius, 0, 7)
    context.fill()
  }
  disc(7, 8, 17, paints.shade)
  disc(0, 0, 17, pick(paints.tree))
  disc(-4, -5, 8, pick(paints.tree))
}

function paintHouse(
  context: Context,
  paints: Paints,
  { x, y }: { x: number; y: number },
  pick: (from: readonly string[]) => string,
): void {
  context.fillStyle = paints.shade
  context.fillRect(x + 9, y + 9, 78, 52)
  context.fillStyle = pick(paints.roof)
  context.fillRect(x, y, 78, 52)
  context.fillStyle = paints.shade
  context.fillRect(x, y + 26, 78, 26)
}

/** Halls, a tank and rows of solar panels: things worth a look from above. */
function paintWorks(context: Context, paints: Paints): void {
  const { x, y } = WORKS
  context.fillStyle = paints.road
  context.fillRect(x - 250, y - 150, 470, 305)
  const hall = (left: number, top: number, width: number, height: number): void => {
    context.fillStyle = paints.shade
    context.fillRect(left + 14, top + 14, width, height)
    context.fillStyle = paints.roof[1] ?? ''
    context.fillRect(left, top, width, height)
    context.fillStyle = paints.furrow
    for (let seam = 12; seam < width; seam += 12) context.fillRect(left + seam, top, 2, height)
  }
  hall(x - 230, y - 130, 150, 120)
  hall(x - 230, y + 20, 150, 100)
  context.fillStyle = paints.frame
  for (const [row, column] of gridOf(4, 5)) {
    const left = x - 50 + column * 50
    const top = y - 130 + row * 42
    context.fillStyle = paints.frame
    context.fillRect(left, top, 44, 30)
    context.fillStyle = paints.panel
    for (const [line, cell] of gridOf(2, 3))
      context.fillRect(left + 2 + cell * 14, top + 2 + line * 14, 12, 12)
  }
  for (const [radius, paint] of [
    [34, paints.shade],
    [32, paints.roof[2] ?? ''],
    [24, paints.frame],
  ] as const) {
    context.fillStyle = paint
    context.beginPath()
    context.arc(x + 10, y + 90, radius, 0, 7)
    context.fill()
  }
}

function gridOf(rows: number, columns: number): [number, number][] {
  return Array.from({ length: rows * columns }, (_, at) => [Math.floor(at / columns), at % columns])
}
