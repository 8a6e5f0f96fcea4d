import type { PublisherState } from '../../camera-page/publisher-contract'
import type { Cancel } from '../../dock/clock'
import type { Publisher, RunningCamera } from '../camera-source'
import type { PushNeeds } from '../push-needs'
import { BadNetwork, NETWORK_FAULTS } from './bad-network'
import { firstHost, shapeAnswer, shapeOffer } from './shape-sdp'
import { UdpRelay } from './udp-relay'
import { deleteResource, postOffer } from './whip-client'

type SessionNeeds = Pick<PushNeeds, 'clock' | 'faults' | 'whip'>

export interface SessionListener {
  connected(): void
  broke(why: string): void
}

/** So long may nothing be heard of the media server before a dock begins anew. */
const UNSTEADY_MS = 5_000

/** One peer connection to a WHIP endpoint, from the offer to its end. */
export class WhipSession {
  private readonly publisher: Publisher
  private resource: string | undefined
  private relay: UdpRelay | undefined
  private up = false
  private over = false
  private cancel: Cancel = () => {}

  constructor(
    private readonly url: string,
    camera: RunningCamera,
    private readonly needs: SessionNeeds,
    private readonly on: SessionListener,
  ) {
    const { faults, whip } = needs
    const { profile } = whip
    this.publisher = camera.publish(
      { profile, audio: faults.on('audio-announced') },
      {
        offer: (sdp) => void this.offer(sdp).catch((error: unknown) => this.fail(String(error))),
        state: (state) => this.heard(state),
      },
    )
  }

  /** Whether the connection has ever stood. */
  get connected(): boolean {
    return this.up
  }

  /** Whether packets pass where faults can strike them. */
  get relayed(): boolean {
    return this.relay !== undefined
  }

  activate(active: boolean): void {
    this.publisher.activate(active)
  }

  /** Sends from other UDP ports from now on. */
  move(): void {
    this.relay?.move()
  }

  /** Ends as the protocol says: pictures at once, the connection when that has been heard. */
  async leave(): Promise<void> {
    if (!this.over && this.up && this.resource !== undefined) {
      this.activate(false)
      await deleteResource(this.resource)
    }
    this.vanish()
  }

  /** Gone without a word; only what never came to be is taken back. */
  vanish(): void {
    if (this.over) return
    if (!this.up && this.resource !== undefined) void deleteResource(this.resource)
    this.over = true
    this.cancel()
    // First the way, so that the publisher's goodbye is not heard either.
    this.relay?.close()
    this.publisher.close()
  }

  private async offer(sdp: string): Promise<void> {
    const relay = await this.openRelay()
    if (this.over) return relay?.close()
    this.relay = relay
    const { faults, whip } = this.needs
    const offered = shapeOffer(sdp, {
      profile: whip.profile,
      noCandidates: faults.on('no-candidates'),
      passive: faults.on('setup-passive'),
      ...(relay?.outer === undefined ? {} : { host: relay.outer }),
    })
    const reply = await postOffer(this.url, offered)
    if ('problem' in reply) return this.fail(reply.problem)
    this.resource = reply.resource
    if (this.over) {
      if (reply.resource !== undefined) void deleteResource(reply.resource)
      return
    }
    const target = firstHost(reply.sdp)
    if (relay !== undefined && target === undefined) return this.fail('the answer names no address')
    if (target !== undefined) relay?.aim(target)
    this.publisher.answer(shapeAnswer(reply.sdp, sdp, relay?.inner))
  }

  private async openRelay(): Promise<UdpRelay | undefined> {
    const { clock, faults, whip } = this.needs
    const wanted = whip.relay || faults.on('push-dead')
    if (!wanted && !NETWORK_FAULTS.some((name) => faults.on(name))) return undefined
    const needs = { clock, faults, queued: whip.queued, random: Math.random }
    const host = new URL(this.url).hostname.replace(/^\[(.*)\]$/, '$1')
    return UdpRelay.open(host, {
      up: new BadNetwork(needs, true),
      down: new BadNetwork(needs, false),
    })
  }

  private heard(state: PublisherState): void {
    this.cancel()
    if (state === 'gone') this.fail('the media server is gone')
    else if (state === 'unsteady')
      this.cancel = this.needs.clock.after(UNSTEADY_MS, () =>
        this.fail('the media server is silent'),
      )
    else if (!this.over && !this.up) {
      this.up = true
      this.on.connected()
    }
  }

  private fail(why: string): void {
    if (!this.over) this.on.broke(why)
  }
}
