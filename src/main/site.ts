import { join } from 'node:path'
import type { WebContents } from 'electron'
import type { Outcome, PlayerReport, SettingsView } from '@shared/contract'
import type { StreamEvidence } from '@shared/diagnosis/evidence'
import type { DemoFaultOn } from '@shared/demo-fault'
import type { Fault } from '@shared/fault'
import type { Gateway } from '@shared/fleet'
import type { OutletFormat } from '@shared/media-contract'
import type { SecretName, Settings } from '@shared/settings'
import type { SiteMode, SiteState } from '@shared/site'
import type { StreamStatus } from '@shared/stream'
import { emptyWall, type Wall } from '@shared/wall'
import { embeddedLink, externalLink, newClientId } from './broker-links'
import { startBroker, type Broker } from './broker/start-broker'
import { DEMO_CLOUD, DEMO_SECRETS, demoAccount } from './demo/demo-site'
import { fillDemoWall } from './demo/demo-wall'
import { SimulatedDocks } from './demo/simulated-docks'
import { createLogger } from './log/create-logger'
import { sayRestarts } from './media/say-restarts'
import { PassingFaults } from './passing-faults'
import { RunningSite } from './running-site'
import type { BrokerLink } from './session/broker-link'
import { tryBroker } from './session/try-broker'
import type { SecretStore } from './settings/secret-store'
import type { SettingsStore } from './settings/settings-store'
import { WallStore } from './settings/wall-store'
import { SiteFaults } from './site-faults'
import type { SiteNeeds, SpawnSelf } from './site-needs'
import { gatewayOnWall, streamEvidence } from './stream-evidence'

const log = createLogger('site')
/** A site is started anew once after a burst of changes to its settings. */
const RESTART_AFTER_MS = 300
const PORT_AGAIN_MS = 5_000
/** Faults that a new start makes void. */
const RUN_FAULTS = [
  'broker-port-busy',
  'broker-listen-failed',
  'app-credentials-missing',
  'binding-code-wrong',
  'demo-failed',
] as const

export interface SiteOptions extends Pick<SiteNeeds, 'folder' | 'tell' | 'now' | 'schedule'> {
  settings: SettingsStore
  secrets: SecretStore
  /** Simulated docks asked for on the command line; overrules the settings and is not kept. */
  demo?: number
  /** A wall file from the command line; read, never written. */
  wallFile?: string
  /** Addresses of this computer, best first. */
  addresses(): string[]
  spawnSelf: SpawnSelf
}

/** The site as configured: starts what its mode needs and starts anew when that changes. */
export class Site {
  readonly #options: SiteOptions
  readonly #faults: SiteFaults
  readonly #passing: PassingFaults
  readonly #docks: SimulatedDocks
  #wall: WallStore | undefined
  #broker: Broker | undefined
  #running: RunningSite | undefined
  #demo: number | undefined
  #restart: (() => void) | undefined
  /** Serialises starts and stops, which wait for sockets. */
  #turn: Promise<void> = Promise.resolve()

  constructor(options: SiteOptions) {
    this.#options = options
    this.#demo = options.demo
    this.#faults = new SiteFaults(() => this.#changed())
    this.#passing = new PassingFaults(this.#faults, options.schedule)
    this.#docks = new SimulatedDocks({
      spawn: options.spawnSelf,
      said: (line) => log.debug(`simulator: ${line}`),
      failed: (detail) => this.raisePassing({ code: 'demo-failed', at: options.now(), detail }),
      faultsChanged: () => this.#changed(),
    })
    for (const fault of [...options.settings.faults, ...options.secrets.faults])
      this.#faults.raise(fault)
    let kept = relevant(options.settings.get())
    options.settings.onChange((settings) => {
      options.tell('settings.changed', this.settingsView())
      this.#running?.registry.callsignsChanged()
      if (kept === relevant(settings)) return
      kept = relevant(settings)
      this.#startAnew()
    })
  }

  start(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#begin())
    return this.#turn
  }

  stop(): Promise<void> {
    this.#restart?.()
    this.#turn = this.#turn.then(() => this.#end())
    return this.#turn
  }

  state(): SiteState {
    return {
      mode: this.#mode(),
      link: this.#running?.session.state ?? { kind: 'off' },
      ingest: this.#running?.media.state ?? { kind: 'off' },
      ...(this.#broker === undefined ? {} : { brokerPort: this.#broker.port }),
      addresses: this.#options.addresses(),
      ...(this.#mode() === 'demo' ? { demoFaults: this.#docks.faults.list() } : {}),
      // A demo has no passwords to lose.
      faults: this.#faults
        .all()
        .filter(({ code }) => code !== 'keystore-missing' || this.#mode() !== 'demo'),
    }
  }

  /** The operator's choice of what this site is; kept. */
  choose(mode: 'demo' | 'embedded' | 'external'): Outcome {
    this.#demo = undefined
    this.#options.settings.patch({ site: { mode } })
    this.#startAnew()
    return { ok: true }
  }

  tryBroker(): Promise<Outcome> {
    const { now, schedule } = this.#options
    return tryBroker({ link: this.#externalLink(), now, schedule })
  }

  /** A fault of the whole site that is over; it is told for a while. */
  raisePassing(fault: Fault): void {
    this.#passing.raise(fault)
  }

  /** Lets something go wrong with a dock of the demo. */
  async demoFault(wanted: DemoFaultOn & { on: boolean }): Promise<Outcome> {
    const detail = await this.#docks.faults.set(wanted)
    if (detail === undefined) return { ok: true }
    return { ok: false, fault: { code: 'demo-failed', at: this.#options.now(), detail } }
  }

  fleet(): Gateway[] {
    return this.#running?.registry.fleet() ?? []
  }

  statuses(): StreamStatus[] {
    return this.#running?.live.statuses() ?? []
  }

  retry(videoId: string): void {
    this.#running?.live.retry(videoId)
  }

  explain(videoId: string): StreamEvidence {
    const stream = this.#running?.explain(videoId, gatewayOnWall(this.wall(), videoId))
    return streamEvidence(this.state(), stream, this.#options.now())
  }

  playerReports(reports: PlayerReport[]): void {
    this.#running?.live.playerReports(reports)
  }

  wall(): Wall {
    return this.#wall?.get() ?? emptyWall()
  }

  setWall(wall: Wall): Outcome {
    this.#wall?.set(wall)
    return { ok: true }
  }

  open(
    opened: { subscription: string; videoId: string; format: OutletFormat },
    window: WebContents,
  ): Outcome {
    if (this.#running === undefined)
      return { ok: false, fault: { code: 'ingest-crashed', at: this.#options.now() } }
    this.#running.open(opened, window)
    return { ok: true }
  }

  settingsView(): SettingsView {
    const { settings, secrets } = this.#options
    return {
      settings: settings.get(),
      secretsSet: secrets.isSet(),
      secretsKept: secrets.kept,
    }
  }

  setSecret(name: SecretName, value: string): Outcome {
    this.#options.secrets.set(name, value)
    this.#options.tell('settings.changed', this.settingsView())
    this.#startAnew()
    return { ok: true }
  }

  /** Each mode in one line: what must run before the link, and how to reach the broker. */
  async #begin(): Promise<void> {
    const mode = this.#mode()
    if (mode === 'none') return this.#changed()
    this.#openWall(mode)
    const link = mode === 'external' ? this.#externalLink() : await this.#startBroker(mode)
    if (link === undefined) {
      this.#restart = this.#options.schedule(() => this.#startAnew(), PORT_AGAIN_MS)
      return
    }
    const { settings } = this.#options
    const demo = mode === 'demo'
    const running = new RunningSite({
      ...this.#options,
      folder: join(this.#options.folder, demo ? 'demo' : 'site'),
      link,
      ingest: demo
        ? { host: '127.0.0.1', port: 0 }
        : { host: settings.get().ingest.host, port: settings.get().ingest.rtmpPort },
      cloud: () => ({ ...settings.get().cloud, ...(demo ? DEMO_CLOUD : {}) }),
      secret: (name) => (demo ? DEMO_SECRETS[name] : undefined) ?? this.#secret(name),
      callsign: (sn) => settings.get().gateways[sn]?.callsign ?? '',
      advertisedPort: () => (demo ? 0 : settings.get().ingest.advertisedPort),
      hostFor: (sn, session) =>
        settings.get().ingest.advertisedHost ||
        this.#broker?.localAddressOf(sn) ||
        session.localAddress() ||
        '127.0.0.1',
      fault: (fault) => this.#faults.raise(fault),
      changed: () => this.#changed(),
    })
    this.#running = running
    sayRestarts(running.media, (fault) => this.raisePassing(fault), this.#options.now)
    if (demo) running.registry.onPatch(() => this.#fillDemoWall())
    await running.start(this.wall())
    this.#changed()
  }

  async #end(): Promise<void> {
    this.#docks.stop()
    const [running, broker, wall] = [this.#running, this.#broker, this.#wall]
    this.#running = undefined
    this.#broker = undefined
    await Promise.all([running?.stop(), broker?.close(), wall?.settled()])
    this.#faults.clear(...RUN_FAULTS)
  }

  #startAnew(): void {
    this.#restart?.()
    this.#restart = this.#options.schedule(() => {
      this.#turn = this.#turn
        .then(() => this.#end())
        .then(() => this.#begin())
        .then(() => this.#tellAll())
        .catch((error: unknown) => log.error('the site could not be started anew', error))
    }, RESTART_AFTER_MS)
  }

  /** Undefined when the broker cannot listen; the fault is raised. */
  async #startBroker(mode: 'demo' | 'embedded'): Promise<BrokerLink | undefined> {
    const { now, settings } = this.#options
    const account = demoAccount()
    const broker = await startBroker({
      ...settings.get().broker,
      ...(mode === 'demo'
        ? { ...account, host: '127.0.0.1', port: 0, perDock: false }
        : { password: this.#secret('broker.password') }),
      now,
    })
    if ('fault' in broker) {
      this.#faults.raise(broker.fault)
      return undefined
    }
    this.#broker = broker
    if (mode === 'demo') this.#docks.start(this.#demoDocks(), { port: broker.port, ...account })
    return embeddedLink(broker)
  }

  #externalLink(): BrokerLink {
    const { settings } = this.#options
    if (settings.get().external.clientId === '')
      settings.patch({ external: { clientId: newClientId() } })
    return externalLink(settings.get().external, (name) => this.#secret(name))
  }

  #openWall(mode: SiteMode): void {
    const { folder, now, tell, wallFile } = this.#options
    const name = mode === 'demo' ? 'wall-demo.json' : 'wall.json'
    const wall = new WallStore(
      wallFile === undefined
        ? { path: join(folder, name), now }
        : { path: wallFile, unattended: true, now },
    )
    for (const fault of wall.faults) this.#faults.raise(fault)
    wall.onChange((changed) => {
      this.#running?.want(changed)
      tell('wall.changed', changed)
    })
    this.#wall = wall
  }

  #fillDemoWall(): void {
    const wall = this.wall()
    const filled = fillDemoWall(wall, this.fleet(), this.#demoDocks())
    if (filled !== wall) this.setWall(filled)
  }

  #demoDocks(): number {
    return this.#demo ?? this.#options.settings.get().site.demoDocks
  }

  #mode(): SiteMode {
    return this.#demo === undefined ? this.#options.settings.get().site.mode : 'demo'
  }

  #secret(name: SecretName): string | undefined {
    return this.#options.secrets.get(name)
  }

  #changed(): void {
    this.#options.tell('site.changed', this.state())
  }

  /** After a new start nothing that windows know is true any more. */
  #tellAll(): void {
    const { tell } = this.#options
    tell('site.changed', this.state())
    tell('wall.changed', this.wall())
    tell('fleet.reset', this.fleet())
    tell('live.reset', this.statuses())
  }
}

/** The part of the settings that a running site was started with. */
const relevant = ({ site, broker, external, ingest }: Settings): string =>
  JSON.stringify([site.mode, site.demoDocks, broker, external, ingest])
