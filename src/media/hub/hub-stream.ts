import type { AccessUnit } from '@shared/access-unit'
import type { FaultCode } from '@shared/fault'
import type { OutletMessage } from '@shared/media-contract'
import type { IngestMeter } from '@shared/stream'
import { KeyDemand } from './key-demand'
import { PictureCache } from './picture-cache'
import { StreamMeter } from './stream-meter'

export type StreamState = Omit<Extract<OutletMessage, { kind: 'state' }>, 'kind'>

/** Whoever watches a stream: an outlet, later a recorder. Called in the order of arrival. */
export interface StreamViewer {
  unit(unit: AccessUnit): void
  state(state: StreamState): void
}

/** What a publisher may do with the stream it holds. After `end` or a newer publisher: nothing. */
export interface PublisherSeat {
  unit(unit: AccessUnit): void
  /** A unit was thrown away before it came this far. */
  drop(): void
  /** The publisher sends what nobody here can decode. */
  unsupported(fault: FaultCode): void
  end(): void
}

/** What the hub may ask of a publisher. */
export interface PublisherSource {
  /** A key picture soon, please. Publishers that cannot be asked leave it out. */
  demandKey?(): void
  /** A newer publisher took the stream. */
  replaced(): void
}

/** Older than this, the cached group of pictures makes a late viewer see the past fly by. */
const OLD_GROUP_MS = 1000

/**
 * One stream by its name, whatever protocol it comes by: who publishes, who watches, the last group
 * of pictures. Hands units on as they come, without waiting and without copying.
 */
export class HubStream {
  private readonly cache = new PictureCache()
  private readonly meter: StreamMeter
  private readonly viewers = new Set<StreamViewer>()
  private seat: PublisherSeat | undefined
  private source: PublisherSource | undefined
  private demand = new KeyDemand(() => {})
  private current: StreamState = { state: 'waiting' }

  /** `now` gives milliseconds since the epoch. */
  constructor(private readonly now: () => number) {
    this.meter = new StreamMeter(now())
  }

  /** True when there is neither a publisher nor a viewer. */
  get idle(): boolean {
    return this.seat === undefined && this.viewers.size === 0
  }

  get state(): StreamState {
    return this.current
  }

  /** A publisher takes the stream; the one before, if any, is no longer heard and is told so. */
  publish(source?: PublisherSource): PublisherSeat {
    const mine = (act: () => void) => () => {
      if (this.seat === seat) act()
    }
    const seat: PublisherSeat = {
      unit: (unit) => {
        if (this.seat === seat) this.take(unit)
      },
      drop: mine(() => this.meter.drop()),
      unsupported: (fault) => {
        if (this.seat === seat) this.become({ state: 'unsupported', fault })
      },
      end: mine(() => {
        this.seat = undefined
        this.source = undefined
        this.demand = new KeyDemand(() => {})
        this.cache.clear()
        this.become({ state: 'ended' })
      }),
    }
    const before = this.source
    this.seat = seat
    this.source = source
    this.demand = new KeyDemand(() => source?.demandKey?.())
    this.cache.clear()
    this.meter.restart()
    this.become({ state: 'waiting' })
    before?.replaced()
    return seat
  }

  /** Adds a viewer; gives its off-switch. The viewer asks for `state` and `replay` itself. */
  watch(viewer: StreamViewer): () => void {
    this.viewers.add(viewer)
    return () => this.viewers.delete(viewer)
  }

  /**
   * The last group of pictures, its first unit with the configuration; empty while there is none.
   * Without one, or when it is old, the publisher is asked for a key picture.
   */
  replay(): AccessUnit[] {
    const units = this.cache.replay()
    const now = this.now()
    const [first] = units
    if (!first || now - first.arrived > OLD_GROUP_MS) this.demand.ask(now)
    return units
  }

  read(now: number): IngestMeter {
    return this.meter.read(this.seat !== undefined, now)
  }

  private take(unit: AccessUnit): void {
    this.meter.unit(unit)
    this.cache.add(unit)
    if (this.current.state !== 'live') this.become({ state: 'live' })
    for (const viewer of this.viewers) viewer.unit(unit)
  }

  private become(state: StreamState): void {
    if (this.current.state === state.state && this.current.fault === state.fault) return
    this.current = state
    for (const viewer of this.viewers) viewer.state(state)
  }
}
