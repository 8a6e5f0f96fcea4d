import { fork } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bridge } from '../src/shared/contract'
import type { Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { usageOf } from './process-meter'
import { TELEMETRY_LOAD } from './telemetry-load'
import { median, quantile } from './statistics'
import { WallStation } from './wall-station'

const DOCKS = 5_000
const MESSAGES_A_SECOND = 7_500
const WATCH_MS = 10_000

/** The registry under the telemetry of 5,000 docks: what it costs, and whether the wall answers. */
export async function telemetry(): Promise<Outcome> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  const station = await WallStation.start({ display: screen.display, docks: 0, fps: 15, gop: 2 })
  const load = fork(process.argv[1] ?? '', [TELEMETRY_LOAD], {
    env: {
      ...process.env,
      LOAD_PORT: `${station.brokerPort}`,
      LOAD_PASSWORD: station.password,
      LOAD_DOCKS: `${DOCKS}`,
      LOAD_RATE: `${MESSAGES_A_SECOND}`,
    },
  })
  try {
    await new Promise((done) => load.once('message', done))
    await pause(3_000)
    const before = usageOf(station.pid)
    const answers = await askForAWhile(station)
    const after = usageOf(station.pid)
    const cores = (after.cpuSeconds - before.cpuSeconds) / ((after.at - before.at) / 1000)
    const sent = await new Promise<number>((done) => {
      load.once('message', (count) => done(Number(count)))
      load.send('count')
    })
    const known = await station.page.evaluate(async () => {
      const { dockwall } = globalThis as unknown as { dockwall: Bridge }
      return ((await dockwall.request('fleet.get', undefined)) as unknown[]).length
    })
    return {
      figures: [
        { name: 'docks known', value: known, unit: 'times' },
        { name: 'messages a second sent', value: sent, unit: 'times' },
        { name: '5,000 docks: CPU of the app', value: cores, unit: 'core', goal: { most: 1 } },
        { name: '5,000 docks: the wall answers, median', value: median(answers), unit: 'ms' },
        {
          name: '5,000 docks: the wall answers, p95',
          value: quantile(answers, 0.95),
          unit: 'ms',
          goal: { most: 100 },
        },
      ],
    }
  } finally {
    load.kill()
    await station.close()
    screen.close()
  }
}

/** How long the window waits for an answer of main and the next frame, again and again. */
async function askForAWhile(station: WallStation): Promise<number[]> {
  return station.page.evaluate(async (ms) => {
    const { dockwall } = globalThis as unknown as { dockwall: Bridge }
    const took: number[] = []
    const until = performance.now() + ms
    while (performance.now() < until) {
      const began = performance.now()
      await dockwall.request('wall.get', undefined)
      await new Promise((done) => requestAnimationFrame(done))
      took.push(performance.now() - began)
      await new Promise((done) => setTimeout(done, 50))
    }
    return took
  }, WATCH_MS)
}
