import type { AccessUnit, DecoderConfig } from '@shared/access-unit'
import type { FaultCode } from '@shared/fault'
import { DecoderFeed, type FeedFailure, type UnitMark } from './decoder-feed'
import { sameConfig } from './same-config'
import { distrustHardware, isFailing, recentErrors, recovery } from './recovery-policy'
import { longSince, shouldSkip, type LongSince } from './skip-policy'
import { heldSince, stuckDecision } from './stuck-policy'

export interface DecoderDeps {
  now(): number
  /** Takes the frame; the unit it came from reached the ingest at `arrived`. */
  decoded(frame: VideoFrame, unit: UnitMark & { queue: number }): void
  /** Ask for the configuration and the group of pictures again. */
  resync(): void
}

const KEY_PATIENCE_MS = 2000
const BROKEN_KEPT = 8

/**
 * Units in, pictures out, whatever the decoder does: it is made anew after an error, after a silence
 * and when it holds pictures back, and taken to the next key frame when it has fallen behind.
 */
export class StreamDecoder {
  readonly #deps: DecoderDeps
  #config: DecoderConfig | undefined
  #feed: DecoderFeed | undefined
  #waitingForKey = true
  #software = false
  #long: LongSince
  #held: number | undefined
  #errors: number[] = []
  #broken: UnitMark[] = []
  /** When the first of the units came that wait in vain for a key frame before them. */
  #keylessSince: number | undefined
  #unsupported = false
  /** New decoders in a row because the one before gave nothing. */
  #renewals = 0

  decoded = 0
  skipped = 0

  constructor(deps: DecoderDeps) {
    this.#deps = deps
  }

  get queue(): number {
    return this.#feed?.queue ?? 0
  }

  /** Whether it was told what to decode. */
  get configured(): boolean {
    return this.#config !== undefined
  }

  get fault(): FaultCode | undefined {
    if (this.#unsupported) return 'codec-unsupported'
    if (this.#renewals > 0) return 'decoder-stuck'
    const now = this.#deps.now()
    if (isFailing(recentErrors(this.#errors, now), now)) return 'stream-undecodable'
    const keyless = this.#keylessSince
    return keyless !== undefined && now - keyless > KEY_PATIENCE_MS
      ? 'key-frame-missing'
      : undefined
  }

  /** A configuration: the same one again changes nothing, another one begins with a key frame. */
  configure(config: DecoderConfig): void {
    if (this.#config && sameConfig(this.#config, config)) return
    this.#config = config
    this.#unsupported = false
    this.#software = false
    this.#errors = []
    this.#broken = []
    this.#renew()
    if (config.codec === 'h265') void this.#ask(config)
  }

  take(unit: AccessUnit, replay: boolean): void {
    if (unit.config) this.configure(unit.config)
    const now = this.#deps.now()
    const { queue } = this
    this.#long = longSince(this.#long, queue, now)
    if (shouldSkip(this.#long, { key: unit.key, queue }, now)) this.#renew()
    if (!this.#feed && unit.key) this.#renew()
    if (!this.#feed || (this.#waitingForKey && !unit.key)) {
      this.skipped++
      this.#keylessSince ??= now
      return
    }
    if (this.#broken.some(({ time, arrived }) => time === unit.time && arrived === unit.arrived)) {
      this.skipped++
      return
    }
    this.#waitingForKey = false
    this.#keylessSince = undefined
    this.#feed.take(unit, replay, now)
  }

  /** Look at the decoder's pulse; call it a few times a second. */
  watch(): void {
    const feed = this.#feed
    if (!feed) return
    const pulse = {
      ...feed.pulse,
      heldSince: this.#held,
      software: this.#software,
      renewals: this.#renewals,
      now: this.#deps.now(),
    }
    this.#held = heldSince(pulse)
    const decision = stuckDecision(pulse)
    if (decision === 'wait') return
    if (decision === 'renew') this.#renewals++
    this.#software = true
    this.#renew()
    this.#deps.resync()
  }

  /** Nobody publishes: what was wrong with the units is wrong no more. */
  quiet(): void {
    this.#keylessSince = undefined
    this.#renewals = 0
  }

  /** Let the decoder go until the next key frame, for example while nobody looks. */
  pause(): void {
    this.#feed?.close()
    this.#feed = undefined
    this.#waitingForKey = true
    this.#keylessSince = undefined
  }

  /** A new decoder for the configuration there is; it begins with a key frame. */
  #renew(): void {
    this.skipped += this.queue
    this.pause()
    this.#long = undefined
    this.#held = undefined
    const config = this.#config
    if (!config || this.#unsupported) return
    const feed: DecoderFeed = new DecoderFeed(config, this.#software, {
      decoded: (frame, unit) => {
        this.decoded++
        this.#renewals = 0
        this.#deps.decoded(frame, { ...unit, queue: feed.queue })
      },
      failed: (failure, culprit) => this.#failed(failure, culprit),
    })
    this.#feed = feed
    feed.start()
  }

  #failed(failure: FeedFailure, culprit: UnitMark | undefined): void {
    if (failure === 'unsupported') {
      this.#unsupported = true
      this.pause()
      return
    }
    const now = this.#deps.now()
    this.#errors = [...recentErrors(this.#errors, now), now]
    const recent = this.#errors.length
    if (culprit) this.#broken = [...this.#broken.slice(1 - BROKEN_KEPT), culprit]
    if (distrustHardware(recent)) this.#software = true
    this.#renew()
    if (recovery(recent) === 'resync') this.#deps.resync()
  }

  /** No software decoder for H.265 exists in Chromium; a decoder may fail late, so ask first. */
  async #ask(config: DecoderConfig): Promise<void> {
    const { codecString: codec, description } = config
    const supported = await VideoDecoder.isConfigSupported({ codec, description })
      .then((answer) => answer.supported === true)
      .catch(() => false)
    if (supported || this.#config !== config) return
    this.#unsupported = true
    this.pause()
  }
}
