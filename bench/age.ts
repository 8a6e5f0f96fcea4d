import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { pictureLag } from '../src/simulator/camera/picture-lag'
import { ClockWatch, type Sighting } from './clock-watch'
import type { Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { median, quantile } from './statistics'
import { WallStation } from './wall-station'

const TILES = 4
const FPS = 15
const SETTLE_MS = 4_000
const WATCH_MS = 30_000
/** Bytes further apart than this are of two pictures; pictures come 67 ms apart. */
const BURST_GAP_MS = 15
/** What the shown age may be wrong by. */
const RIGHT_WITHIN_MS = 50
/**
 * How long a picture stays, and steps through it: reports come in step with the pictures, so the
 * moment of each would always meet pictures of the same age. The age stays on show meanwhile.
 */
const STAY_MS = 67
const PHASE_MS = 13
/** The encoder leg is looked for within this time of drawing. */
const LONGEST_LEG_MS = 66

/** An age as a tile showed it from `at` on, milliseconds since the epoch. */
interface Shown {
  tile: number
  at: number
  age: number
}

/**
 * Whether the age on a tile is true. Three clocks that know nothing of each other are compared:
 *
 * - the age a tile shows, counted from the arrival at the ingest, read off the page as it changes;
 * - the encoder leg, from drawing to arrival: a listener beside the ingest gets the same bytes and
 *   notes when each picture's last byte came, which belongs to the last clock drawn before it;
 * - the truth: the clock burnt into the picture that is on the glass at that very moment.
 *
 * The truth swings by the 67 ms that a picture stays, the shown age is the middle of it; samples meet
 * every part of the swing. A sample is right when shown age, median encoder leg and the known lag of
 * its dock together differ from the truth by at most 50 ms.
 */
export async function age(repeat: number): Promise<Outcome> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  const ear = await Ear.open()
  const station = await WallStation.start({
    display: screen.display,
    docks: TILES,
    fps: FPS,
    gop: 2,
  })
  try {
    station.proxy.copyNextTo(ear.port)
    await station.show(TILES, 'now')
    await pause(SETTLE_MS)
    await station.inWindow(`(${noteAges.toString()})()`)
    const watch = new ClockWatch(screen, await station.pictures())
    const sightings = await watch.watch(WATCH_MS * repeat)
    const shown = (await station.inWindow('globalThis.shownAges')) as Shown[]
    const leg = median(encoderLegs(sightings[0] ?? [], ear.bursts))
    const errors = shown.flatMap((one, index) => {
      const truth = trueAge(sightings[one.tile] ?? [], one.at + ((index * PHASE_MS) % STAY_MS))
      return truth === undefined ? [] : [one.age + leg + pictureLag(one.tile, FPS) - truth]
    })
    const wrong = errors.filter((error) => Math.abs(error) > RIGHT_WITHIN_MS).length
    return {
      figures: [
        { name: 'age: samples', value: errors.length, unit: 'times' },
        { name: 'age: encoder leg, median', value: leg, unit: 'ms' },
        { name: 'age: shown minus true, median', value: median(errors), unit: 'ms' },
        {
          name: 'age: error without its sign, p95',
          value: quantile(errors.map(Math.abs), 0.95),
          unit: 'ms',
          goal: { most: RIGHT_WITHIN_MS },
        },
        {
          name: 'age: samples wrong by more than 50 ms',
          value: (100 * wrong) / errors.length,
          unit: '%',
          goal: { most: 5 },
        },
      ],
    }
  } finally {
    await station.close()
    ear.close()
    screen.close()
  }
}

/** Runs in the page, as text: notes each age that a tile shows, when it does. */
function noteAges(): void {
  const ages = [...document.querySelectorAll<HTMLElement>('[data-ms]')]
  const shown: Shown[] = []
  Object.assign(globalThis, { shownAges: shown })
  const note = ({ target }: MutationRecord): void => {
    const element = target as HTMLElement
    shown.push({
      tile: ages.indexOf(element),
      at: Date.now(),
      age: Number(element.dataset['ms']),
    })
  }
  const observer = new MutationObserver((records) => records.forEach(note))
  for (const element of ages) observer.observe(element, { attributeFilter: ['data-ms'] })
}

/** How old the picture was that was on the glass at `at`; undefined before the first was seen. */
function trueAge(sightings: readonly Sighting[], at: number): number | undefined {
  const on = sightings.findLast(({ seen }) => seen <= at)
  return on && at - on.drawn
}

/** From each drawing to the last byte of the burst that follows it. */
const encoderLegs = (sightings: readonly Sighting[], bursts: readonly number[]): number[] =>
  sightings.flatMap(({ drawn }) => {
    const came = bursts.find((end) => end > drawn)
    return came === undefined || came - drawn > LONGEST_LEG_MS ? [] : [came - drawn]
  })

/** Hears what goes to the ingest and notes when each burst of bytes ended. */
class Ear {
  readonly bursts: number[] = []

  private constructor(
    readonly port: number,
    readonly close: () => void,
  ) {}

  static async open(): Promise<Ear> {
    const server = createServer({ noDelay: true })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const ear = new Ear((server.address() as AddressInfo).port, () => server.close())
    server.on('connection', (socket) => {
      socket.on('error', () => undefined)
      socket.on('data', () => ear.heard(Date.now()))
    })
    return ear
  }

  private heard(now: number): void {
    const last = this.bursts.at(-1) ?? -Infinity
    if (now - last > BURST_GAP_MS) this.bursts.push(now)
    else this.bursts[this.bursts.length - 1] = now
  }
}
