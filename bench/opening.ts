import { setTimeout as pause } from 'node:timers/promises'
import { readPictureClock } from './clock-watch'
import type { Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { median } from './statistics'
import { WallStation } from './wall-station'

const TIMES = 8
/** A picture younger than this is live. */
const LIVE_MS = 400
/** So young a picture is never the other player's. */
const OURS_MS = 90
const DEADLINE_MS = 10_000

/**
 * From the click that opens a running stream with ten seconds from key frame to key frame to its
 * first picture on the glass, and to the first that is live.
 */
export async function opening(): Promise<Outcome> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  const station = await WallStation.start({ display: screen.display, docks: 1, fps: 15, gop: 10 })
  try {
    await station.show(1, 'now')
    await pause(3_000)
    const [picture] = await station.pictures()
    if (picture === undefined) throw new Error('no picture to open again')
    const first: number[] = []
    const live: number[] = []
    for (let time = 0; time < TIMES; time++) {
      // The other player keeps the stream wanted while ours is closed.
      await station.choosePlayer('Smooth')
      // At another place of the group of pictures each time.
      await pause(1_700 + 450 * time)
      const clicked = await station.choosePlayer('Now')
      const times = await watchOpening(screen, picture, clicked)
      first.push(times.first)
      live.push(times.live)
    }
    return {
      figures: [
        {
          name: 'opening a running stream: first picture',
          value: median(first),
          unit: 'ms',
          goal: { most: 150 },
        },
        {
          name: 'opening a running stream: live',
          value: median(live),
          unit: 'ms',
          goal: { most: 250 },
        },
      ],
    }
  } finally {
    await station.close()
    screen.close()
  }
}

async function watchOpening(
  screen: GlassScreen,
  picture: { x: number; y: number; width: number; height: number },
  clicked: number,
): Promise<{ first: number; live: number }> {
  let first: number | undefined
  let closed = false
  while (Date.now() - clicked < DEADLINE_MS) {
    const drawn = readPictureClock(screen, picture)
    const now = Date.now()
    // The old player's last picture is on the glass until its element is gone.
    closed ||= drawn === undefined || now - drawn < OURS_MS
    if (closed && drawn !== undefined) {
      first ??= now - clicked
      if (now - drawn < LIVE_MS) return { first, live: now - clicked }
    }
    await pause(1)
  }
  return { first: first ?? NaN, live: NaN }
}
