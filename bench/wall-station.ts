import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { Bridge } from '../src/shared/contract'
import type { Grid, PlayerKind, Tile, Wall } from '../src/shared/wall'
import type { Rectangle } from './glass-screen'
import { PushProxy } from './push-proxy'

/** Root cannot use Chromium's own sandbox. */
export const sandboxSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export interface StationOptions {
  /** DISPLAY of the screen to draw on. */
  display: string
  docks: number
  fps: number
  /** Seconds from key frame to key frame. */
  gop: number
}

/** Simulated dock number `index` (from 0) as the simulator names it. */
const dockSn = (index: number): string => `7CTXSIM001${String(index + 1).padStart(4, '0')}`

/** DJI quality 2: 1280x720 at 1 Mbit/s. */
const QUALITY = 2

interface Site {
  folder: string
  broker: { port: number; password: string }
  simulator: ChildProcess | undefined
}

/** The real app on a site with simulated docks that all push one encoder's pictures. */
export class WallStation {
  private constructor(
    private readonly app: ElectronApplication,
    readonly page: Page,
    readonly proxy: PushProxy,
    private readonly site: Site,
  ) {}

  static async start(options: StationOptions): Promise<WallStation> {
    const folder = mkdtempSync(join(tmpdir(), 'dockwall-bench-'))
    const [brokerPort, rtmpPort] = [await freePort(), await freePort()]
    const proxy = await PushProxy.open(() => rtmpPort)
    const password = randomBytes(12).toString('hex')
    const settings = {
      version: 1,
      language: 'en',
      site: { mode: 'embedded' },
      cloud: { appId: '1' },
      broker: { host: '127.0.0.1', port: brokerPort, messagesPerSecond: 10_000 },
      ingest: {
        host: '127.0.0.1',
        rtmpPort,
        advertisedHost: '127.0.0.1',
        advertisedPort: proxy.port,
      },
      secrets: {
        'broker.password': password,
        'cloud.appKey': '1',
        'cloud.appLicense': '1',
        'cloud.bindingCode': 'dockwall',
        'ingest.key': 'bench',
      },
    }
    const settingsFile = join(folder, 'site.json')
    writeFileSync(settingsFile, JSON.stringify(settings))
    const app = await _electron.launch({
      args: [...sandboxSwitches, '.', `--user-data-dir=${folder}`, `--settings=${settingsFile}`],
      env: { ...environment(), DISPLAY: options.display },
    })
    const page = await app.firstWindow()
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 1920, height: 1080 }),
    )
    const broker = { port: brokerPort, password }
    const simulator = options.docks === 0 ? undefined : startSimulator(options, broker)
    return new WallStation(app, page, proxy, { folder, broker, simulator })
  }

  /** Where docks sign in, as user `dock`. */
  get broker(): Site['broker'] {
    return this.site.broker
  }

  /** Puts the first `count` docks' cameras on the wall and waits until each is live. */
  async show(count: number, player: PlayerKind): Promise<void> {
    const grid = ([1, 4, 9, 16, 25] as const).find((size) => size >= count) ?? 25
    await this.setWall(grid, count, player)
    await this.page.waitForFunction(
      async (wanted) => {
        const { dockwall } = globalThis as unknown as { dockwall: Bridge }
        const statuses = (await dockwall.request('live.get', undefined)) as {
          state: { kind: string }
        }[]
        return statuses.filter(({ state }) => state.kind === 'live').length >= wanted
      },
      count,
      { timeout: 90_000, polling: 500 },
    )
  }

  async setWall(grid: Grid, count: number, player: PlayerKind): Promise<void> {
    const tiles: Tile[] = Array.from({ length: count }, (_, index) => ({
      videoId: `${dockSn(index)}/165-0-7/normal-0`,
      gatewaySn: dockSn(index),
      title: '',
      on: true,
      protocol: 'auto',
      quality: QUALITY,
      player,
    }))
    const wall: Wall = { version: 1, grid, tiles }
    await this.page.evaluate(async (wanted) => {
      const { dockwall } = globalThis as unknown as { dockwall: Bridge }
      await dockwall.request('wall.set', wanted)
    }, wall)
  }

  /** Clicks a player choice of the first tile. @returns when, milliseconds since the epoch. */
  async choosePlayer(name: 'Now' | 'Smooth'): Promise<number> {
    return this.page
      .getByRole('radio', { name, exact: true })
      .first()
      .evaluate((radio) => {
        const at = Date.now()
        ;(radio as HTMLElement).click()
        return at
      })
  }

  /** Where each picture is on the screen: the part of its element that the picture fills. */
  async pictures(): Promise<Rectangle[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('video')].map((video) => {
        const box = video.getBoundingClientRect()
        const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight)
        const [width, height] = [video.videoWidth * scale, video.videoHeight * scale]
        return {
          x: window.screenX + box.x + (box.width - width) / 2,
          y: window.screenY + box.y + (box.height - height) / 2,
          width,
          height,
        }
      }),
    )
  }

  get pid(): number {
    return this.app.process().pid ?? 0
  }

  async close(): Promise<void> {
    await this.app.close().catch(() => undefined)
    const { folder, simulator } = this.site
    simulator?.stdin?.end()
    simulator?.kill()
    this.proxy.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

function startSimulator(
  { docks, fps, gop, display }: StationOptions,
  broker: Site['broker'],
): ChildProcess {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
  return spawn(
    join(dist, 'electron'),
    [
      ...sandboxSwitches,
      '.',
      '--simulate',
      '--follow-stdin',
      '--one-camera',
      `--docks=${docks}`,
      `--fps=${fps}`,
      `--gop=${gop}`,
      '--aircraft=off',
      '--reply-delay=20-50',
      `--broker=mqtt://dock@127.0.0.1:${broker.port}`,
    ],
    {
      env: { ...environment(), DISPLAY: display, DOCKWALL_SIMULATOR_PASSWORD: broker.password },
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  )
}

export function environment(): Record<string, string> {
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(given)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
