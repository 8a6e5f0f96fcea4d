import { getPriority, setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { CLOCK_BLOCK, imageLuma, readClock } from '../src/simulator/camera-page/clock-strip'
import type { GlassScreen, Rectangle } from './glass-screen'

/** A new picture that appeared on the glass. Milliseconds since the epoch. */
export interface Sighting {
  drawn: number
  seen: number
}

/** Margin around the clock, as a share of the picture, so that rounding never cuts it. */
const MARGIN = 0.02

/** Through the last two of the four rows of cells, which hold the time's lowest bits. */
const LAST_ROWS = [5 / 8, 7 / 8].map((share) => CLOCK_BLOCK.y + share * CLOCK_BLOCK.height)

/** What the meter does not see in time counts as missed by the wall, so it goes first. */
const AHEAD = -10

/** So much longer than a look is the pause after it. */
const IDLE_SHARE = 3

/** What a picture's clock looked like when it was last read. */
interface Reading {
  glance: Buffer
  drawn: number
}

/** Reads the burnt-in clocks of pictures on the glass, as often as it can be asked. */
export class ClockWatch {
  private readonly last = new Map<number, Reading>()
  readonly sightings: Sighting[][]

  constructor(
    private readonly screen: GlassScreen,
    private readonly pictures: readonly Rectangle[],
  ) {
    this.sightings = pictures.map(() => [])
  }

  /**
   * Looks at every picture for `ms`, about `every` milliseconds apart; less often where that would
   * take more than a quarter of a core from what is measured.
   */
  async watch(ms: number, every = 4): Promise<Sighting[][]> {
    const until = Date.now() + ms
    const usual = getPriority()
    prefer(AHEAD)
    while (Date.now() < until) {
      const began = performance.now()
      this.look()
      const rest = IDLE_SHARE * (performance.now() - began)
      await pause(Math.max(every, rest))
    }
    prefer(usual)
    return this.sightings
  }

  /** Looks once; gives the age of each picture, or undefined where no clock is readable. */
  look(): (number | undefined)[] {
    return this.pictures.map((picture, index) => {
      const before = this.last.get(index)
      const glance = glanceAt(this.screen, picture)
      if (before?.glance.equals(glance)) return Date.now() - before.drawn
      const drawn = readPictureClock(this.screen, picture)
      if (drawn === undefined) return undefined
      const seen = Date.now()
      this.last.set(index, { glance, drawn })
      if (before?.drawn !== drawn) this.sightings[index]?.push({ drawn, seen })
      return seen - drawn
    })
  }
}

function prefer(priority: number): void {
  try {
    setPriority(priority)
  } catch {
    // Only an administrator's processes may go before others.
  }
}

/**
 * One line of pixels through each row of cells that changes from picture to picture: the same bytes
 * are the same picture. A tenth of the work of reading the clock, so that a picture is not missed
 * because the one before it was being read.
 */
function glanceAt(screen: GlassScreen, picture: Rectangle): Buffer {
  const lines = LAST_ROWS.map((y) =>
    screen.grab({
      x: Math.round(picture.x + CLOCK_BLOCK.x * picture.width),
      y: Math.round(picture.y + y * picture.height),
      width: Math.round(CLOCK_BLOCK.width * picture.width),
      height: 1,
    }),
  )
  return Buffer.concat(lines.map(({ data }) => data))
}

/** The time burnt into the picture in `picture` of the screen. */
export function readPictureClock(screen: GlassScreen, picture: Rectangle): number | undefined {
  const left = Math.max(0, CLOCK_BLOCK.x - MARGIN)
  const top = Math.max(0, CLOCK_BLOCK.y - MARGIN)
  const area = {
    x: Math.round(picture.x + left * picture.width),
    y: Math.round(picture.y + top * picture.height),
    width: Math.round((CLOCK_BLOCK.width + 2 * MARGIN) * picture.width),
    height: Math.round((CLOCK_BLOCK.height + 2 * MARGIN) * picture.height),
  }
  const whole = { ...picture, x: picture.x - area.x, y: picture.y - area.y }
  return readClock(imageLuma(screen.grab(area), whole), Date.now())
}
