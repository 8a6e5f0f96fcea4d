import { join } from 'node:path'
import type { WebContents } from 'electron'
import type { Outcome, PlayerReport, SettingsView } from '@shared/contract'
import type { StreamEvidence } from '@shared/diagnosis/evidence'
import type { DemoFaultOn } from '@shared/demo-fault'
import type { Fault } from '@shared/fault'
import type { Gateway } from '@shared/fleet'
import type { OutletFormat, WhipExchange } from '@shared/media-contract'
import type { SecretName } from '@shared/settings'
import type { SiteMode, SiteState } from '@shared/site'
import type { StreamStatus } from '@shared/stream'
import { emptyWall, type Wall } from '@shared/wall'
import { embeddedLink, externalLink, newClientId } from './broker-links'
import { startBroker, type Broker } from './broker/start-broker'
import { Demo } from './demo/demo'
import { waitingForLink } from './live/waiting-for-link'
import { withChoices } from './live/wishes'
import { createLogger } from './log/create-logger'
import { relevantSettings } from './relevant-settings'
import { sayRestarts } from './media/say-restarts'
import { PassingFaults } from './passing-faults'
import { RunningSite } from './running-site'
import type { BrokerLink } from './session/broker-link'
import { tryBroker } from './session/try-broker'
import { openWall } from './settings/open-wall'
import type { SecretStore } from './settings/secret-store'
import type { SettingsStore } from './settings/settings-store'
import type { WallStore } from './settings/wall-store'
import { SiteCycle } from './site-cycle'
import { SiteFaults } from './site-faults'
import type { SiteNeeds, SpawnSelf } from './site-needs'
import { siteState } from './site-state'
import { demoProfile, ownProfile, type SiteProfile } from './site-profile'
import { gatewayOnWall, streamEvidence } from './stream-evidence'

const log = createLogger('site')

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
  readonly #demo: Demo
  #wall: WallStore | undefined
  #broker: Broker | undefined
  #running: RunningSite | undefined
  readonly #cycle: SiteCycle
  #startedWith: string
  #unservedSince = 0

  constructor(options: SiteOptions) {
    this.#options = options
    this.#faults = new SiteFaults(() => this.#changed())
    this.#passing = new PassingFaults(this.#faults, options.schedule)
    this.#demo = new Demo({
      asked: options.demo,
      configured: () => options.settings.get().site.demoDocks,
      spawn: options.spawnSelf,
      runs: () => this.#faults.clear('demo-failed'),
      failed: (detail) => this.#faults.raise({ code: 'demo-failed', at: options.now(), detail }),
      faultsChanged: () => this.#changed(),
    })
    for (const fault of [...options.settings.faults, ...options.secrets.faults])
      this.#faults.raise(fault)
    this.#cycle = new SiteCycle({
      begin: () => this.#begin(),
      end: () => this.#end(),
      begunAnew: () => this.#tellAll(),
      failed: (error) => log.error('the site could not be started or stopped', error),
      schedule: options.schedule,
    })
    this.#startedWith = relevantSettings(this.#mode(), options.settings.get())
    let { cloud } = options.settings.get()
    options.settings.onChange((settings) => {
      options.tell('settings.changed', this.settingsView())
      this.#changed()
      this.#running?.registry.callsignsChanged()
      if (JSON.stringify(cloud) !== JSON.stringify(settings.cloud)) this.#faults.clearCloud()
      cloud = settings.cloud
      const relevant = relevantSettings(this.#mode(), settings)
      if (relevant === this.#startedWith) return
      this.#startedWith = relevant
      this.#cycle.startAnew()
    })
  }

  start(): Promise<void> {
    return this.#cycle.start()
  }

  stop(): Promise<void> {
    return this.#cycle.stop()
  }

  state(): SiteState {
    return siteState({
      mode: this.#mode(),
      running: this.#running,
      brokerPort: this.#broker?.port,
      addresses: this.#options.addresses(),
      demoFaults: () => this.#demo.faults.list(),
      faults: this.#faults.all(),
      losesSecrets: this.#losesSecrets(),
    })
  }

  /** The operator's choice of what this site is; kept. */
  choose(mode: 'demo' | 'embedded' | 'external'): Outcome {
    this.#demo.overrule()
    this.#options.settings.patch({ site: { mode } })
    this.#cycle.startAnew()
    return { ok: true }
  }

  tryBroker(): Promise<Outcome> {
    return tryBroker({ ...this.#options, link: this.#externalLink() })
  }

  /** A fault of the whole site that somebody else met. */
  raise(fault: Fault): void {
    this.#faults.raise(fault)
  }

  /** A fault of the whole site that is over; it is told for a while. */
  raisePassing(fault: Fault): void {
    this.#passing.raise(fault)
  }

  /** Lets something go wrong with a dock of the demo. */
  async demoFault(wanted: DemoFaultOn & { on: boolean }): Promise<Outcome> {
    const detail = await this.#demo.faults.set(wanted)
    if (detail === undefined) return { ok: true }
    return { ok: false, fault: { code: 'demo-failed', at: this.#options.now(), detail } }
  }

  fleet(): Gateway[] {
    return this.#running?.registry.fleet() ?? []
  }

  /** Without a broker nothing runs yet: every wish waits for the link. */
  statuses(): StreamStatus[] {
    const { live } = this.#running ?? {}
    return live === undefined ? waitingForLink(this.wall(), this.#unservedSince) : live.statuses()
  }

  retry(videoId: string): void {
    this.#running?.live.retry(videoId)
  }

  explain(videoId: string): StreamEvidence {
    const stream = this.#running?.explain(videoId, gatewayOnWall(this.wall(), videoId))
    return streamEvidence(this.state(), stream, this.#options.now())
  }

  /** What docks lately offered by WHIP and were told. */
  exchanges(): readonly WhipExchange[] {
    return this.#running?.exchanges.all() ?? []
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
      return { ok: false, fault: { code: 'link-down', at: this.#options.now() } }
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
    // Docks are told the licence when they next ask; for everything else a run keeps what it began with.
    if (name.startsWith('cloud.')) this.#faults.clearCloud()
    else this.#cycle.startAnew()
    return { ok: true }
  }

  async #begin(): Promise<void> {
    const mode = this.#mode()
    if (mode === 'none') return this.#changed()
    this.#openWall(mode)
    const profile = mode === 'demo' ? demoProfile(this.#options) : ownProfile(this.#options)
    const link = mode === 'external' ? this.#externalLink() : await this.#startBroker(profile)
    if (link === undefined) {
      this.#unservedSince ||= this.#options.now()
      this.#cycle.tryAgain()
      return
    }
    this.#faults.clearRun()
    const running = new RunningSite({
      ...this.#options,
      ...profile,
      folder: join(this.#options.folder, profile.folder),
      link,
      callsign: (sn) => this.#options.settings.get().gateways[sn]?.callsign ?? '',
      hostFor: (sn, session) =>
        profile.advertisedHost() ||
        this.#broker?.localAddressOf(sn) ||
        session.localAddress() ||
        '127.0.0.1',
      fault: (fault) => this.#faults.raise(fault),
      shared: mode === 'external' && profile.mediaServer !== undefined,
      mended: (code) => this.#faults.clear(code),
      adopt: (wishes) => this.setWall(withChoices(this.wall(), wishes)),
      changed: () => this.#changed(),
    })
    this.#running = running
    this.#unservedSince = 0
    sayRestarts(running.media, (fault) => this.raisePassing(fault), this.#options.now)
    if (mode === 'demo') this.#startDemo(running, profile)
    await running.start(this.wall())
    this.#changed()
  }

  async #end(): Promise<void> {
    this.#demo.stop()
    const [running, broker] = [this.#running, this.#broker]
    this.#running = undefined
    this.#broker = undefined
    await Promise.all([running?.stop(), broker?.close()])
    // Last, because a window may change the wall until now and the next run reads it anew.
    await this.#wall?.settled()
  }

  /** Undefined when the broker cannot listen; the fault is raised. */
  async #startBroker(profile: SiteProfile): Promise<BrokerLink | undefined> {
    const broker = await startBroker({
      ...profile.broker,
      gatewayLeft: (sn) => this.#running?.gatewayLeft(sn),
      now: this.#options.now,
    })
    if ('fault' in broker) {
      this.#faults.clearRun()
      this.#faults.raise(broker.fault)
      return undefined
    }
    this.#broker = broker
    return embeddedLink(broker)
  }

  #startDemo(running: RunningSite, { broker }: SiteProfile): void {
    const { username, password = '' } = broker
    const port = this.#broker?.port ?? 0
    this.#demo.start({ port, username, password })
    running.registry.onPatch(() => {
      const wall = this.wall()
      const filled = this.#demo.fill(wall, this.fleet())
      if (filled !== wall) this.setWall(filled)
    })
  }

  #externalLink(): BrokerLink {
    const { secrets, settings } = this.#options
    if (settings.get().external.clientId === '') {
      const external = { ...settings.get().external, clientId: newClientId() }
      // What is started with it is not to be started anew because of it.
      this.#startedWith = relevantSettings(this.#mode(), { ...settings.get(), external })
      settings.patch({ external })
    }
    return externalLink(settings.get().external, (name) => secrets.get(name))
  }

  #openWall(mode: SiteMode): void {
    const wall = openWall(mode, { ...this.#options, onFault: (fault) => this.raise(fault) })
    wall.onChange((changed) => {
      this.#running?.want(changed)
      this.#options.tell('wall.changed', changed)
    })
    this.#wall = wall
  }

  #mode(): SiteMode {
    return this.#demo.asked ? 'demo' : this.#options.settings.get().site.mode
  }

  /** A demo has no passwords to lose; elsewhere the operator may have chosen another place. */
  #losesSecrets(): boolean {
    return this.#mode() !== 'demo' && this.#options.secrets.kept === 'memory'
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
