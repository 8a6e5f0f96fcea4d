import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { IngestProtocol } from '../src/shared/stream'
import type { Grid, PlayerKind, Tile, Wall } from '../src/shared/wall'
import { DockProcess } from './dock-process'
import { environment, freePort, sandboxSwitches } from './environment'
import type { Rectangle } from './glass-screen'
import { PushProxy } from './push-proxy'
import { readWall, type SeenWall } from './seen-wall'
import { siteSettings } from './site-settings'
import { WhipTap } from './whip-tap'

export interface StationOptions {
  /** DISPLAY of the screen to draw on. */
  display: string
  docks: number
  fps: number
  /** Seconds from key frame to key frame. */
  gop: number
  /** Port of a broker outside the app; without one the app's own is used. */
  broker?: number
  /** Faults of the simulator, as on its command line. */
  faults?: readonly string[]
  /** Switches of the simulator in place of those for figures. */
  dockSwitches?: readonly string[]
  /** Whether docks may push by WHIP too. */
  whip?: boolean
}

/** Simulated dock number `index` (from 0) and its aircraft as the simulator names them. */
const dockSn = (index: number): string => `7CTXSIM001${String(index + 1).padStart(4, '0')}`
const aircraftSn = (index: number): string =>
  `1581F7CTXSIM001${String(index + 1).padStart(4, '0')}0`

/** A camera of dock number `index`, or of its aircraft. */
export interface Source {
  index: number
  aircraft?: boolean
}

/** One encoder for all docks, so that what is measured is the wall. */
export const FIGURES = ['--one-camera', '--aircraft=off', '--reply-delay=20-50']
/** DJI quality 2: 1280x720 at 1 Mbit/s. */
const QUALITY = 2
/** A window that was killed never answers. */
const ANSWER_MS = 1_500
const LIVE_MS = 90_000
const LOOK_MS = 200

/** The real app on a site with simulated docks. */
export class WallStation {
  readonly app: ElectronApplication
  readonly page: Page
  readonly proxy: PushProxy
  /** Where docks post their offers; undefined where WHIP is off. */
  readonly tap: WhipTap | undefined
  readonly docks: DockProcess | undefined

  private constructor(
    { app, page, proxy, tap, docks }: Pick<WallStation, 'app' | 'page' | 'proxy' | 'tap' | 'docks'>,
    private readonly site: { folder: string; brokerPort: number; password: string },
  ) {
    this.app = app
    this.page = page
    this.proxy = proxy
    this.tap = tap
    this.docks = docks
  }

  static async start(options: StationOptions): Promise<WallStation> {
    const folder = mkdtempSync(join(tmpdir(), 'dockwall-bench-'))
    const [ownBroker, rtmpPort] = [await freePort(), await freePort()]
    const brokerPort = options.broker ?? ownBroker
    const proxy = await PushProxy.open(() => rtmpPort)
    const whipPort = await freePort()
    const tap = options.whip === true ? await WhipTap.open(() => whipPort) : undefined
    const whip = tap && { listen: whipPort, post: tap.port }
    const password = randomBytes(12).toString('hex')
    const external = options.broker !== undefined
    const ports = { broker: brokerPort, rtmp: rtmpPort, push: proxy.port, whip }
    const settingsFile = join(folder, 'site.json')
    writeFileSync(settingsFile, JSON.stringify(siteSettings({ external, ports, password })))
    const app = await _electron.launch({
      args: [...sandboxSwitches, '.', `--user-data-dir=${folder}`, `--settings=${settingsFile}`],
      env: { ...environment(), DISPLAY: options.display },
    })
    const page = await app.firstWindow()
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 1920, height: 1080 }),
    )
    const docks =
      options.docks === 0
        ? undefined
        : DockProcess.start(
            {
              ...options,
              more: [
                ...(options.dockSwitches ?? FIGURES),
                ...(options.faults ?? []).map((fault) => `--fault=${fault}`),
              ],
            },
            { port: brokerPort, password },
          )
    return new WallStation({ app, page, proxy, tap, docks }, { folder, brokerPort, password })
  }

  /** Pictures that the docks' camera did not take between two moments on its own clock. */
  picturesSkipped(from: number, to: number): number {
    return this.docks?.picturesSkipped(from, to) ?? 0
  }

  get brokerPort(): number {
    return this.site.brokerPort
  }

  get password(): string {
    return this.site.password
  }

  /** Puts the first `count` docks' cameras on the wall and waits until each is live. */
  async show(count: number, player: PlayerKind, protocol?: IngestProtocol): Promise<void> {
    const grid = ([1, 4, 9, 16, 25] as const).find((size) => size >= count) ?? 25
    await this.setWall(grid, count, player, protocol)
    await this.untilLive(count, protocol)
  }

  /** Waits until main says of so many streams that they are live, by that protocol if one is given. */
  async untilLive(count: number, protocol?: IngestProtocol): Promise<void> {
    const until = Date.now() + LIVE_MS
    for (;;) {
      const statuses = (await this.see())?.statuses ?? []
      const live = statuses.filter(
        (status) =>
          status.state.kind === 'live' && (protocol === undefined || status.protocol === protocol),
      )
      if (live.length >= count) return
      if (Date.now() > until) throw new Error(`${live.length} of ${count} streams are live`)
      await pause(LOOK_MS)
    }
  }

  async setWall(
    grid: Grid,
    count: number,
    player: PlayerKind,
    protocol?: IngestProtocol,
  ): Promise<void> {
    const sources = Array.from({ length: count }, (_, index) => ({ index }))
    await this.put(sources, { grid, quality: QUALITY, player, protocol: protocol ?? 'auto' })
  }

  /** Makes the wall show these cameras in this order. */
  async put(
    sources: readonly Source[],
    {
      grid,
      protocol = 'auto',
      ...wanted
    }: Pick<Tile, 'quality' | 'player'> & Partial<Pick<Tile, 'protocol'>> & { grid: Grid },
  ): Promise<void> {
    const tiles: Tile[] = sources.map(({ index, aircraft = false }) => ({
      videoId: aircraft
        ? `${aircraftSn(index)}/81-0-0/normal-0`
        : `${dockSn(index)}/165-0-7/normal-0`,
      gatewaySn: dockSn(index),
      title: '',
      on: true,
      protocol,
      ...wanted,
    }))
    const wall: Wall = { version: 1, grid, tiles }
    const script = `dockwall.request('wall.set', ${JSON.stringify(wall)})`
    const until = Date.now() + 10 * ANSWER_MS
    while ((await this.inWindow(script)) === undefined)
      if (Date.now() > until) throw new Error('the window does not take a wall')
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
    return (await this.see())?.pictures ?? []
  }

  /** What the wall's page shows and knows; undefined while there is no page to ask. */
  async see(): Promise<SeenWall | undefined> {
    return (await this.inWindow(`(${readWall.toString()})()`)) as SeenWall | undefined
  }

  /**
   * Runs a script in the wall's page by way of main, so that a page that was killed and loaded anew
   * is no other. Undefined when it gives no answer in time.
   */
  async inWindow(script: string): Promise<unknown> {
    const asked = this.app.evaluate(({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      // A page that is gone or on its way would never answer.
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return undefined
      return contents.executeJavaScript(code) as unknown
    }, script)
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<undefined>((done) => {
      timer = setTimeout(() => done(undefined), ANSWER_MS)
    })
    return Promise.race([asked.catch(() => undefined), late]).finally(() => clearTimeout(timer))
  }

  get pid(): number {
    return this.app.process().pid ?? 0
  }

  /** Process of the media process, or of the wall's page. */
  async pidOf(part: 'media' | 'window'): Promise<number> {
    return this.app.evaluate(
      ({ app, BrowserWindow }, wanted) =>
        (wanted === 'media'
          ? app.getAppMetrics().find(({ name }) => name === 'Dockwall media')?.pid
          : BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()) ?? 0,
      part,
    )
  }

  /** Sets the clock of main and of the wall's page by so many milliseconds; the docks keep theirs. */
  async setClock(by: number): Promise<void> {
    await this.app.evaluate((_, ms) => {
      const { now } = Date
      Date.now = () => now.call(Date) + ms
    }, by)
    await this.inWindow(`{ const { now } = Date; Date.now = () => now.call(Date) + ${by} }`)
  }

  /** Hides the wall's window as an operator who turns to something else does, or shows it. */
  async setShown(shown: boolean): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, visible) => {
      const [window] = BrowserWindow.getAllWindows()
      if (visible) window?.show()
      else window?.hide()
    }, shown)
  }

  async close(): Promise<void> {
    await this.app.close().catch(() => undefined)
    this.docks?.stop()
    this.proxy.close()
    this.tap?.close()
    rmSync(this.site.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
