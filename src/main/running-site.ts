import { join } from 'node:path'
import {
  MessageChannelMain,
  utilityProcess,
  type MessagePortMain,
  type WebContents,
} from 'electron'
import { parseEnvelope } from '@protocol/dji/envelope'
import { parseTopic, STATION_SUBSCRIPTIONS } from '@protocol/dji/topics'
import { CHANNELS } from '@shared/channels'
import type { FaultCode } from '@shared/fault'
import {
  streamName,
  type MediaReport,
  type OutletFormat,
  type WhipPlace,
} from '@shared/media-contract'
import type { IngestState } from '@shared/site'
import type { IngestProtocol, StreamWish } from '@shared/stream'
import type { Wall } from '@shared/wall'
import { explain, type StreamExplanation } from './live/explain'
import { LiveControl } from './live/live-control'
import type { PushPlace } from './live/live-control-deps'
import { StepDownFile } from './live/step-down-file'
import { StreamRecord } from './live/stream-record'
import { wishesOf } from './live/wishes'
import { createLogger } from './log/create-logger'
import { followStarts } from './media-server/follow-starts'
import { joinMediaServer, type JoinedMediaServer } from './media-server/join-media-server'
import type { MediaServerPlace } from './media-server/server-addresses'
import { killAtOnce } from './media/kill-at-once'
import { MediaProcess } from './media/media-process'
import { streamAddress, streamKey } from './media/stream-address'
import { WhipExchanges } from './media/whip-exchanges'
import { BindingStore } from './onboarding/binding-store'
import { OnboardingProgress } from './onboarding/onboarding-progress'
import { Responder } from './onboarding/responder'
import { CapacityFolder } from './registry/capacity-folder'
import { Registry } from './registry/registry'
import type { BrokerLink } from './session/broker-link'
import { GatewayReturns } from './session/gateway-returns'
import { ServiceRequests } from './session/service-requests'
import { Session } from './session/session'
import type { SiteNeeds } from './site-needs'
import { stationId, stationOf, STATIONS_SUBSCRIPTION, stationTopic } from './stations/station-topic'
import { Stations } from './stations/stations'
import { StreamAddresses } from './stream-addresses'

const log = createLogger('site')
const TICK_MS = 1_000

export interface RunningSiteOptions extends SiteNeeds {
  link: BrokerLink
  /** Where the media process listens for publishers. */
  ingest: { host: string; port: number }
  /** Where it takes WHIP; undefined where it does not. */
  whip: WhipPlace | undefined
  /** A media server of others, in the place of both. */
  mediaServer: MediaServerPlace | undefined
  /** The host a gateway is told to push to. */
  hostFor(gatewaySn: string, session: Session): string
  /** Other stations of the site watch the same streams, from a media server that all can reach. */
  shared?: boolean
  /** Another station chose this for streams that tiles here show. */
  adopt(wishes: StreamWish[]): void
  /** A fault that was told is over. */
  mended(code: FaultCode): void
  /** Called after each change of the link, the ingest or the progress of a dock's set-up. */
  changed: () => void
}

/**
 * One run of a site: the link to its broker, the fleet, the answers docks get, live control and the
 * media process, each handed the few methods it needs of the others.
 */
export class RunningSite {
  readonly session: Session
  readonly registry: Registry
  readonly live: LiveControl
  readonly media: MediaProcess<MessagePortMain>
  readonly onboarding: OnboardingProgress
  /** For diagnostics. */
  readonly exchanges = new WhipExchanges()
  readonly #options: RunningSiteOptions
  readonly #requests: ServiceRequests
  readonly #returns = new GatewayReturns()
  readonly #responder: Responder
  readonly #addresses: StreamAddresses
  /** What other stations wish; undefined where this one is alone. */
  readonly #stations: Stations | undefined
  readonly #record: StreamRecord
  readonly #stepDowns: StepDownFile
  #ticking: NodeJS.Timeout | undefined
  #joined: JoinedMediaServer | undefined

  constructor(options: RunningSiteOptions) {
    this.#options = options
    const { now, schedule, folder } = options
    const bindings = new BindingStore(join(folder, 'bindings.json'), (text) => log.warn(text))
    this.media = new MediaProcess({
      fork: () =>
        utilityProcess.fork(join(import.meta.dirname, 'media.js'), [], {
          serviceName: 'Dockwall media',
        }),
      kill: killAtOnce,
      now,
      schedule,
    })
    const id = options.shared === true ? stationId(options.link.clientId) : undefined
    this.session = this.#newSession(id)
    const stations = id === undefined ? undefined : this.#newStations(id)
    this.#stations = stations
    this.#requests = new ServiceRequests({
      publish: (topic, payload, qos) => this.session.publish(topic, payload, qos),
      shared: options.shared === true,
      now,
      schedule,
    })
    this.registry = new Registry({
      keeper: new CapacityFolder({
        folder: join(folder, 'capacity'),
        schedule,
        onProblem: (problem) => log.warn('the capacity of a dock', problem),
      }),
      callsign: (sn) => options.callsign(sn) || (bindings.get(sn)?.callsign ?? ''),
      schedule,
    })
    this.#addresses = new StreamAddresses({
      key: (stream) => streamKey(options.secret('ingest.key') ?? '', stream),
      expect: (streams) => this.media.expect(streams),
      schedule,
    })
    this.onboarding = new OnboardingProgress(() => options.changed())
    this.#responder = new Responder({
      settings: () => options.cloud(),
      secret: (name) => options.secret(name),
      ownAddress: (sn) => options.hostFor(sn, this.session),
      bindings,
      progress: this.onboarding,
      onFault: (fault) => options.fault(fault),
      now,
    })
    this.#record = new StreamRecord(now)
    this.#stepDowns = new StepDownFile(join(folder, 'protocols.json'), (text) => log.warn(text))
    this.live = new LiveControl({
      request: this.#record.noting(
        followStarts(
          (sn, message, seen) => this.#requests.request(sn, message, { seen }),
          (stream) => this.media.pullAgain(stream),
        ),
      ),
      gateway: (sn) => this.registry.gateway(sn),
      address: (place) => this.#addressOf(place),
      fetches: options.mediaServer !== undefined,
      stepDowns: this.#stepDowns,
      ...(stations && { turn: (videoId) => stations.turn(videoId) }),
      now,
      schedule,
    })
  }

  /** Set when docks push to a media server of others. */
  get mediaServer(): JoinedMediaServer['server'] | undefined {
    return this.#joined?.server
  }

  async start(wall: Wall): Promise<void> {
    this.#join()
    this.want(wall)
    const { ingest, mediaServer, whip } = this.#options
    this.media.start(mediaServer === undefined ? ingest : undefined)
    if (whip !== undefined && mediaServer === undefined) this.media.whip.listen(whip)
    await this.registry.load()
    this.session.start()
    this.#ticking = setInterval(() => this.registry.tick(this.#options.now()), TICK_MS)
  }

  /** Works towards this wall from now on. */
  want(wall: Wall): void {
    const wishes = wishesOf(wall)
    this.#addresses.add(wishes.map((wish) => wish.videoId))
    this.#stations?.want(wishes)
    this.live.setWishes(this.#stations?.wishes() ?? wishes)
    this.#joined?.want(wishes.map((wish) => wish.videoId))
  }

  /** What is known of a source; `gatewaySn` is the one that lists it as far as the wall knows. */
  explain(videoId: string, gatewaySn: string): StreamExplanation {
    const { live } = this
    const facts = live.factsOf({ videoId, gatewaySn })
    const status = live.statuses().find((one) => one.videoId === videoId)
    return explain({ facts, status, noted: this.#record.of(videoId) })
  }

  /** The broker lost the connection over which a gateway spoke. */
  gatewayLeft(sn: string): void {
    this.#returns.left(sn)
    this.#requests.gatewayAway(sn)
    this.registry.left(sn)
  }

  /** Sends a window the port on which the pictures of a source come. */
  open(
    opened: { subscription: string; videoId: string; format: OutletFormat },
    window: WebContents,
  ): void {
    const { port1, port2 } = new MessageChannelMain()
    const { subscription, videoId, format } = opened
    this.media.open({ subscription, stream: streamName(videoId), format }, port1)
    window.postMessage(CHANNELS.port, subscription, [port2])
  }

  /** Ends everything here. Docks go on pushing; the next run adopts their streams. */
  async stop(): Promise<void> {
    clearInterval(this.#ticking)
    this.live.stop()
    this.#requests.linkDown()
    this.#addresses.stop()
    this.#stations?.stop()
    this.session.stop()
    await Promise.all([this.media.stop(), this.registry.close(), this.#stepDowns.settled()])
  }

  #newSession(id: string | undefined): Session {
    const { link, now, schedule } = this.#options
    if (id === undefined) return new Session({ link, now, schedule })
    return new Session({
      link: { ...link, will: stationTopic(id) },
      subscriptions: [...STATION_SUBSCRIPTIONS, STATIONS_SUBSCRIPTION],
      takesKept: (topic) => stationOf(topic) !== undefined,
      now,
      schedule,
    })
  }

  #newStations(id: string): Stations {
    const options = this.#options
    return new Stations({
      id,
      publishKept: (...message) => this.session.publishKept(...message),
      changed: () => this.live.setWishes(this.#stations?.wishes() ?? []),
      adopt: (wishes) => options.adopt(wishes),
      fault: (fault) =>
        fault === undefined ? options.mended('stations-unheard') : options.fault(fault),
      now: options.now,
      schedule: options.schedule,
    })
  }

  #join(): void {
    const { live, media, registry, session } = this
    const { changed, mediaServer, now, tell } = this.#options
    session.onMessage((topic, payload, at) => this.#receive(topic, payload, at))
    session.onState((state) => {
      if (state.kind !== 'up') this.#requests.linkDown()
      this.#stations?.linkChanged(state.kind === 'up')
      live.linkChanged(state)
      changed()
    })
    registry.onPatch((patch) => {
      this.#addresses.add(
        patch.changed.flatMap(({ cameras }) =>
          cameras.flatMap(({ sources }) => sources.map((source) => source.videoId)),
        ),
      )
      live.fleetChanged(patch)
      tell('fleet.changed', patch)
    })
    const told = (state: IngestState, by: IngestProtocol): void => this.#ingestIs(state, by)
    if (mediaServer === undefined) {
      media.onState((state) => told(state, 'rtmp'))
      media.whip.onState((state) => told(state, 'whip'))
    } else {
      const needs = { place: mediaServer, keyOf: streamKey, now }
      this.#joined = joinMediaServer(needs, { live, media, record: this.#record, told })
    }
    media.onReport((report) => this.#hear(report))
    live.onStatus((statuses) => {
      this.#record.changed(statuses)
      for (const { state, videoId } of statuses)
        this.#stations?.pictures(videoId, state.kind === 'live')
      tell('live.changed', statuses)
    })
  }

  #ingestIs(state: IngestState, by: IngestProtocol): void {
    this.#stations?.able(by, state.kind === 'listening')
    this.live.ingestChanged(state, by)
    if (state.kind !== 'listening') this.#record.ingestLost(by)
    this.#options.changed()
  }

  #receive(topic: string, payload: Uint8Array, at: number): void {
    if (this.#stations?.receive(topic, payload) === true) return
    this.registry.receive(topic, payload, at)
    const parsed = parseTopic(topic)
    // By far the most messages are telemetry, which nobody answers.
    if (parsed === undefined || parsed.kind === 'osd' || parsed.kind === 'state') return
    const read = parseEnvelope(payload)
    if (!read.ok) return
    if (parsed.kind === 'services_reply') return this.#requests.receive(parsed.sn, read.envelope)
    if (this.#returns.heard(parsed.sn, read.envelope)) this.#gatewayReturned(parsed.sn)
    for (const answer of this.#responder.receive(parsed, read.envelope))
      this.session.publish(answer.topic, answer.payload)
    // A dock tells its callsign when it is bound.
    if (read.envelope.method === 'airport_organization_bind')
      this.registry.callsignsChanged(parsed.sn)
  }

  #gatewayReturned(sn: string): void {
    this.#requests.gatewayAway(sn)
    this.live.gatewayReturned(sn)
  }

  #hear(report: MediaReport): void {
    if (report.kind !== 'pulled') this.#record.reported(report)
    if (report.kind === 'meters') this.live.meters(report.meters)
    else if (report.kind === 'publisher') {
      const { by, event, reason, stream } = report
      log.info(`publisher ${event}`, { stream, by, reason })
      this.live.publisherChanged(report)
    } else if (report.kind === 'whip-exchange') this.exchanges.keep(report.exchange)
    else if (report.kind === 'refused') log.warn('a publisher was refused', report)
    else if (report.kind === 'log') log[report.level](report.text)
  }

  #addressOf({ gatewaySn, videoId, protocol }: PushPlace): string | undefined {
    if (this.#joined) return this.#joined.server.address(protocol, videoId)
    const { state } = protocol === 'whip' ? this.media.whip : this.media
    if (state.kind !== 'listening') return undefined
    const host = this.#options.hostFor(gatewaySn, this.session)
    const port = this.#options.advertisedPort(protocol) || (state.port ?? 0)
    const key = this.#addresses.grant(videoId)
    return streamAddress({ protocol, host, port, stream: streamName(videoId), key })
  }
}
