import { parseEnvelope } from '@protocol/dji/envelope'
import { writeLiveCapacity } from '@protocol/dji/live-capacity'
import { writeLiveStatus } from '@protocol/dji/live-status'
import { gatewayModel } from '@protocol/dji/models'
import { parseDownTopic } from '@protocol/dji/topics'
import { writeTopology } from '@protocol/dji/topology'
import type { FaultName } from '../fault-switches'
import type { Identity } from '../identity'
import { TimedFault } from '../timed-fault'
import { liveCapacity } from './capacity'
import type { Cancel } from './clock'
import { DebugMode } from './debug-mode'
import type { DockNeeds, DockOptions } from './dock-needs'
import { DockVoice } from './dock-voice'
import { LiveStreams } from './live-streams'
import { Onboarding } from './onboarding'
import { Questions } from './questions'
import { ServiceDesk } from './service-desk'
import { aircraftOsd, gatewayOsd, type World } from './telemetry'

export type DockState = 'off' | 'boot' | 'license' | 'online' | 'aircraft-on'

const OSD_MS = 2_000
const OSD_PIECE_MS = 300
const TOPOLOGY_AGAIN_MS = 5_000
const REFUSED_PAUSE_MS = 10_000
const BOOT_MS = 8_000
const STATUS_MS = 300
const LINK_PAUSE_MS = 3_000

/**
 * One simulated gateway: what a dock says and does from power-on, driven by messages and a clock.
 * All that DJI does not document about timing is a choice made here.
 */
export class Dock {
  private current: DockState = 'off'
  private onboarded = false
  private wasOnline = false
  private aircraftUp = false
  private plugged = false
  private linkCut = false
  private endAnnouncement: Cancel = () => {}
  private readonly timers = new Map<string, Cancel>()
  private readonly voice: DockVoice
  private readonly questions: Questions
  private readonly onboarding: Onboarding
  private readonly streams: LiveStreams
  private readonly debug: DebugMode
  private readonly desk: ServiceDesk
  private readonly powerCycle: TimedFault
  private readonly onlineCycles: TimedFault[]

  constructor(
    private readonly identity: Identity,
    private readonly options: DockOptions,
    private readonly needs: DockNeeds,
  ) {
    this.voice = new DockVoice(identity, needs)
    this.questions = new Questions(this.voice, needs.clock)
    this.onboarding = new Onboarding(identity, options, this.questions, needs.faults)
    this.streams = new LiveStreams(identity, options, needs, (what) => this.publishSoon(what))
    this.debug = new DebugMode(this.voice, needs.clock, (on) => this.setAircraft(on))
    const parts = { voice: this.voice, streams: this.streams, debug: this.debug }
    this.desk = new ServiceDesk(parts, options, needs)
    this.powerCycle = new TimedFault(needs, 'power-cycle', () => this.losePower())
    this.onlineCycles = [
      new TimedFault(needs, 'drop-mqtt', () => this.loseLink()),
      new TimedFault(needs, 'aircraft-cycle', () =>
        this.setAircraft(!this.aircraftUp && this.needs.faults.amount('aircraft-cycle') !== 0),
      ),
    ]
    needs.faults.onChange((name) => this.faultSwitched(name))
  }

  get state(): DockState {
    return this.current
  }

  private get online(): boolean {
    return this.current === 'online' || this.current === 'aircraft-on'
  }

  powerOn(): void {
    this.plugged = true
    this.powerCycle.begin()
    if (this.needs.faults.amount('power-cycle') === 0) return
    this.current = 'boot'
    this.connect()
  }

  powerOff(): void {
    this.plugged = false
    this.powerCycle.end()
    this.shutDown()
  }

  private shutDown(): void {
    for (const cancel of this.timers.values()) cancel()
    this.timers.clear()
    for (const cycle of this.onlineCycles) cycle.end()
    this.questions.forget()
    this.current = 'off'
    this.onboarded = false
    this.wasOnline = false
    this.aircraftUp = false
    this.streams.cut()
    this.needs.disconnect()
  }

  private losePower(): void {
    if (this.current === 'off') return
    this.shutDown()
    if (this.needs.faults.amount('power-cycle') !== 0)
      this.plan('boot', BOOT_MS, () => this.powerOn())
  }

  private loseLink(): void {
    this.linkCut = true
    this.needs.disconnect()
    if (this.needs.faults.amount('drop-mqtt') !== 0)
      this.plan('boot', LINK_PAUSE_MS, () => this.connect())
  }

  /** Connects, unless the fault says that nothing can be reached. */
  private connect(): void {
    this.linkCut = this.needs.faults.amount('drop-mqtt') === 0
    if (!this.linkCut) this.needs.connect()
  }

  /** What is gone for as long as its fault is on comes back with it. */
  private faultSwitched(name: FaultName): void {
    const { faults } = this.needs
    if (name === 'burst' || name === 'grain' || name === 'night') return this.streams.showAgain()
    if (name === 'lens-name' || name === 'duplicate-index') return this.publishSoon('capacity')
    if (faults.on(name) || !this.plugged || this.timers.has('boot')) return
    if (name === 'power-cycle' && this.current === 'off')
      this.plan('boot', BOOT_MS, () => this.powerOn())
    else if (name === 'drop-mqtt' && this.linkCut && this.current !== 'off') this.connect()
    else if (name === 'aircraft-cycle' && this.online && this.options.aircraft)
      this.setAircraft(true)
  }

  /** The MQTT connection stands and its subscriptions are confirmed. */
  linkUp(): void {
    if (this.current === 'off') return
    if (this.onboarded || gatewayModel(this.identity.kind.modelKey).kind === 'remote')
      return this.goOnline()
    this.current = 'license'
    this.onboarding.begin((refused) => {
      if (refused === undefined) return this.goOnline()
      this.needs.report({ kind: 'problem', text: refused })
      this.current = 'boot'
      this.needs.disconnect()
      this.plan('boot', REFUSED_PAUSE_MS, () => this.connect())
    })
  }

  /** MQTT is gone. Streams go on: they have a connection of their own. */
  linkDown(): void {
    this.questions.forget()
    for (const name of ['osd', 'osd-0', 'osd-1', 'osd-2', 'status', 'capacity']) this.cancel(name)
    if (!this.online) return
    this.current = 'boot'
    this.needs.report({ kind: 'dock-offline' })
  }

  receive(topic: string, payload: Uint8Array): void {
    const to = parseDownTopic(topic)
    const parsed = parseEnvelope(payload)
    if (to?.sn !== this.identity.sn || !parsed.ok || this.current === 'off') return
    const { envelope } = parsed
    if (to.kind === 'services') this.desk.receive(envelope)
    else if (to.kind === 'requests_reply' || to.kind === 'status_reply')
      this.questions.receive(envelope.tid, envelope.data)
  }

  /** The aircraft is switched on or off, by a mission or an operator. */
  setAircraft(on: boolean): void {
    if (on === this.aircraftUp || this.current === 'off') return
    if (on && this.needs.faults.amount('aircraft-cycle') === 0) return
    this.aircraftUp = on
    this.streams.setAircraft(on)
    this.needs.report({ kind: 'aircraft', on })
    if (!this.online) return
    this.current = on ? 'aircraft-on' : 'online'
    this.announce()
    this.plan('capacity', 1000 + this.needs.random() * 1000, () => this.publishCapacity())
  }

  private goOnline(): void {
    const { faults } = this.needs
    this.onboarded = true
    this.current = this.aircraftUp ? 'aircraft-on' : 'online'
    this.announce()
    this.needs.report({ kind: 'dock-online' })
    this.voice.state({ firmware_version: '14.03.00.03' })
    if (!this.wasOnline || !faults.on('no-capacity')) this.publishCapacity()
    this.publishStatus()
    this.plan('osd', this.needs.random() * OSD_MS, () => this.osd())
    if (!this.wasOnline && this.options.aircraft)
      this.plan('aircraft', this.options.aircraftAfter, () => this.setAircraft(true))
    this.wasOnline = true
    for (const cycle of this.onlineCycles) cycle.begin()
  }

  private announce(): void {
    const { kind, aircraftSn } = this.identity
    const aircraft = { sn: aircraftSn, modelKey: kind.aircraft.modelKey, index: 'A' }
    this.endAnnouncement()
    this.endAnnouncement = this.questions.ask({
      topic: 'status',
      method: 'update_topo',
      data: writeTopology(kind.modelKey, this.aircraftUp ? [aircraft] : []),
      every: TOPOLOGY_AGAIN_MS,
      tries: Infinity,
      answered: () => {},
    })
  }

  private osd(): void {
    const { identity, aircraftUp: aircraftOn } = this
    const now = this.needs.clock.now()
    const world: World = { identity, aircraftOn, debugMode: this.debug.active, now }
    gatewayOsd(world).forEach((piece, at) => {
      this.plan(`osd-${at}`, at * OSD_PIECE_MS, () => this.voice.osd(piece))
    })
    if (aircraftOn) this.voice.osd(aircraftOsd(world), identity.aircraftSn)
    if (this.needs.faults.on('status-struct')) this.publishStatus()
    this.plan('osd', OSD_MS, () => this.osd())
  }

  private publishSoon(what: 'status' | 'capacity'): void {
    if (!this.online) return
    if (what === 'capacity') this.plan('capacity', STATUS_MS, () => this.publishCapacity())
    else this.plan('status', STATUS_MS, () => this.publishStatus())
  }

  private publishCapacity(): void {
    const { identity, streams, aircraftUp: aircraftOn } = this
    const { faults } = this.needs
    if (faults.value('no-capacity') === 'always') return
    const lensNow = (videoId: string): string | undefined => streams.lensNow(videoId)
    const capacity = liveCapacity({ identity, aircraftOn, faults, lensNow })
    this.voice.state({ live_capacity: writeLiveCapacity(capacity) })
  }

  private publishStatus(): void {
    const status = writeLiveStatus(this.streams.status())
    if (!this.needs.faults.on('status-struct')) this.voice.state({ live_status: status })
    else if (status[0] !== undefined)
      this.voice.osd({ live_status: { ...status[0], live_time: 1, live_trendline: 5 } })
  }

  /** Plans an action; an earlier one of that name is called off. */
  private plan(name: string, ms: number, action: () => void): void {
    this.cancel(name)
    const due = (): void => {
      this.timers.delete(name)
      action()
    }
    this.timers.set(name, this.needs.clock.after(ms, due))
  }

  private cancel(name: string): void {
    this.timers.get(name)?.()
    this.timers.delete(name)
  }
}
