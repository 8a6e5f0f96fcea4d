import { setTimeout as pause } from 'node:timers/promises'
import { ClockWatch } from './clock-watch'
import type { Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { median } from './statistics'
import { WallStation } from './wall-station'

const TIMES = 5
const STALL_MS = 1_500
const LIVE_MS = 400
const STEADY_MS = 3_000
const DEADLINE_MS = 20_000

/**
 * A publisher that comes back, from drawing its first key frame to the glass; and a link that held
 * everything for 1.5 s, from its release to a picture younger than 400 ms.
 */
export async function recovery(): Promise<Outcome> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  const station = await WallStation.start({ display: screen.display, docks: 1, fps: 15, gop: 2 })
  try {
    await station.show(1, 'now')
    await pause(STEADY_MS)
    const watch = new ClockWatch(screen, await station.pictures())
    const back: number[] = []
    const caughtUp: number[] = []
    for (let time = 0; time < TIMES; time++) {
      const cutAt = Date.now()
      station.proxy.cut()
      // Nothing drawn before the cut can be the publisher's return: its connection is gone.
      back.push(
        await until(watch, (drawn, seen) => (drawn > cutAt + STALL_MS ? seen - drawn : undefined)),
      )
      await pause(STEADY_MS)
      station.proxy.hold()
      await pause(STALL_MS)
      station.proxy.release()
      const released = Date.now()
      caughtUp.push(
        await until(watch, (drawn, seen) =>
          seen - drawn < LIVE_MS && drawn > released - STALL_MS ? seen - released : undefined,
        ),
      )
      await pause(STEADY_MS)
    }
    return {
      figures: [
        {
          name: 'a publisher comes back: first key frame to glass',
          value: median(back),
          unit: 'ms',
          goal: { most: 500 },
        },
        {
          name: 'after a stall of 1.5 s: live again',
          value: median(caughtUp),
          unit: 'ms',
          goal: { most: 200 },
        },
      ],
    }
  } finally {
    await station.close()
    screen.close()
  }
}

/** Looks until a picture on the glass gives a number. NaN when none does in time. */
async function until(
  watch: ClockWatch,
  pick: (drawn: number, seen: number) => number | undefined,
): Promise<number> {
  const began = Date.now()
  while (Date.now() - began < DEADLINE_MS) {
    const [age] = watch.look()
    if (age !== undefined) {
      const seen = Date.now()
      const number = pick(seen - age, seen)
      if (number !== undefined) return number
    }
    await pause(1)
  }
  return NaN
}
