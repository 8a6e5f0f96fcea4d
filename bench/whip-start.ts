import { setTimeout as pause } from 'node:timers/promises'
import type { Figure } from './figure'
import type { GlassScreen } from './glass-screen'
import { newPicture, type Glass } from './new-picture'
import { soon } from './soon'
import { median } from './statistics'
import { FIGURES, WallStation } from './wall-station'
import type { TappedRequest } from './whip-tap'

const TIMES = 5
const STEADY_MS = 3_000

/** One publication: milliseconds from its POST. */
interface Start {
  answer: number
  picture: number
}

/** From a dock's offer to the answer and to the picture on the glass, and back from a silent death. */
export async function whipStart(screen: GlassScreen, repeat: number): Promise<Figure[]> {
  const station = await WallStation.start({
    display: screen.display,
    docks: 1,
    fps: 15,
    gop: 2,
    whip: true,
    dockSwitches: [...FIGURES, '--whip-relay'],
  })
  try {
    await station.show(1, 'now', 'whip')
    const first = station.tap?.requests[0]?.answer?.afterMs ?? NaN
    const glass = { station, screen, places: await station.pictures() }
    const starts: Start[] = []
    const deaths: number[] = []
    for (let time = 0; time < TIMES * repeat; time++) {
      await pause(STEADY_MS)
      // The dock begins anew two seconds after its connection broke.
      starts.push(await nextStart(glass, 'push-drop'))
    }
    for (let time = 0; time < repeat; time++) {
      await pause(STEADY_MS)
      const died = Date.now()
      await nextStart(glass, 'push-dead')
      deaths.push(Date.now() - died)
    }
    return [
      { name: 'WHIP: POST to answer, first of the process', value: first, unit: 'ms' },
      {
        name: 'WHIP: POST to answer',
        value: median(starts.map(({ answer }) => answer)),
        unit: 'ms',
        goal: { most: 50 },
      },
      {
        name: 'WHIP: POST to first picture on the glass',
        value: median(starts.map(({ picture }) => picture)),
        unit: 'ms',
        goal: { most: 400 },
      },
      { name: 'WHIP: silent death to new picture', value: median(deaths), unit: 'ms' },
    ]
  } finally {
    await station.close()
  }
}

/** Lets something happen to the dock and waits for its next publication. */
async function nextStart(glass: Glass, fault: string): Promise<Start> {
  const { docks, tap } = glass.station
  const began = Date.now()
  const answered = (): TappedRequest | undefined =>
    tap?.since(began).find(({ answer }) => answer !== undefined)
  docks?.order({ fault, value: 0, dock: 1 })
  const posted = await soon(() => answered()?.at)
  // Once it is over it happens no more.
  docks?.order({ clear: true })
  const seen = await newPicture(glass, 0, posted)
  return { answer: answered()?.answer?.afterMs ?? NaN, picture: seen - posted }
}
