import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { ClockWatch } from './clock-watch'
import type { Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { median, quantile } from './statistics'
import { environment, freePort } from './environment'
import { WallStation } from './wall-station'

/** The wall and ffplay side by side on one screen. */
const WALL = { width: 1920, height: 1080 }
const PEER = { width: 1280, height: 720 }
const WATCH_MS = 8_000
const TUNED = '-fflags nobuffer -flags low_delay -framedrop -probesize 32 -sync ext -an'

/**
 * One tile of 720p30 beside ffplay tuned for low delay: the same bytes of the same publisher at the
 * same time on the same screen.
 */
export async function ffplay(repeat: number): Promise<Outcome> {
  if (spawnSync('ffplay', ['-version']).error !== undefined)
    return { skipped: 'ffplay is not installed (Debian: ffmpeg)' }
  const screen = await GlassScreen.open(WALL.width + PEER.width, WALL.height)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  const ours: number[] = []
  const theirs: number[] = []
  const tails: number[] = []
  try {
    for (let round = 0; round < repeat; round++) {
      const run = await sideBySide(screen)
      ours.push(median(run.ours))
      tails.push(quantile(run.ours, 0.95))
      theirs.push(median(run.theirs))
    }
  } finally {
    screen.close()
  }
  return {
    figures: [
      { name: '1 tile 720p30: glass to glass, median', value: median(ours), unit: 'ms' },
      { name: '1 tile 720p30: glass to glass, p95', value: median(tails), unit: 'ms' },
      { name: '1 tile 720p30: ffplay tuned, median', value: median(theirs), unit: 'ms' },
      {
        name: '1 tile 720p30: median beside ffplay tuned',
        value: median(ours) / median(theirs),
        unit: 'times',
        goal: { most: 1 },
      },
    ],
  }
}

async function sideBySide(screen: GlassScreen): Promise<{ ours: number[]; theirs: number[] }> {
  const port = await freePort()
  const peer = spawn(
    'ffplay',
    [
      ...'-hide_banner -loglevel error -noborder'.split(' '),
      ...['-left', `${WALL.width}`, '-top', '0', '-x', `${PEER.width}`, '-y', `${PEER.height}`],
      ...TUNED.split(' '),
      ...['-listen', '1', '-i', `rtmp://127.0.0.1:${port}/live/peer`],
    ],
    { env: { ...environment(), DISPLAY: screen.display }, stdio: 'ignore' },
  )
  const station = await WallStation.start({ display: screen.display, docks: 1, fps: 30, gop: 2 })
  try {
    station.proxy.copyNextTo(port)
    await station.show(1, 'now')
    await pause(WATCH_MS)
    const [tile] = await station.pictures()
    if (tile === undefined) throw new Error('no picture on the wall')
    const watch = new ClockWatch(screen, [tile, { x: WALL.width, y: 0, ...PEER }])
    const [ours = [], theirs = []] = await watch.watch(WATCH_MS)
    const ages = (seen: typeof ours): number[] => seen.map((one) => one.seen - one.drawn)
    return { ours: ages(ours), theirs: ages(theirs) }
  } finally {
    await station.close()
    peer.kill()
  }
}
