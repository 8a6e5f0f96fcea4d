import { setTimeout as pause } from 'node:timers/promises'
import { readPictureClock } from './clock-watch'
import type { Figure } from './figure'
import type { GlassScreen, Rectangle } from './glass-screen'
import { median } from './statistics'
import { FIGURES, WallStation } from './wall-station'

const TIMES = 5
const STEADY_MS = 3_000
const DEADLINE_MS = 60_000

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
    const starts: Start[] = []
    const deaths: number[] = []
    for (let time = 0; time < TIMES * repeat; time++) {
      await pause(STEADY_MS)
      // The dock begins anew two seconds after its connection broke.
      starts.push(await nextStart(station, screen, { fault: 'push-drop', value: 0 }))
    }
    for (let time = 0; time < repeat; time++) {
      await pause(STEADY_MS)
      const died = Date.now()
      await nextStart(station, screen, { fault: 'push-dead', value: 0 })
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
async function nextStart(
  station: WallStation,
  screen: GlassScreen,
  fault: { fault: string; value: number },
): Promise<Start> {
  const [place] = await station.pictures()
  const began = Date.now()
  station.docks?.order({ ...fault, dock: 1 })
  const post = await soon(() =>
    station.tap?.since(began).find(({ answer }) => answer !== undefined),
  )
  // Once it is over it happens no more.
  station.docks?.order({ clear: true })
  const seen = await soon(() => {
    const drawn = place && readPictureClock(screen, place)
    return drawn !== undefined && drawn > (post?.at ?? Infinity) ? Date.now() : undefined
  })
  return { answer: post?.answer?.afterMs ?? NaN, picture: (seen ?? NaN) - (post?.at ?? NaN) }
}

async function soon<T>(look: () => T | undefined): Promise<T | undefined> {
  const began = Date.now()
  while (Date.now() - began < DEADLINE_MS) {
    const found = look()
    if (found !== undefined) return found
    await pause(1)
  }
  return undefined
}
