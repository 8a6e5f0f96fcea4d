import type { FaultSet } from '../fault-set'
import type { Quality } from '../quality-table'
import type { Clock } from './clock'

/** What a camera shows; everything that decides size, rate and content of its pictures. */
export interface Picture {
  cameraIndex: string
  cameraLabel: string
  quality: Quality
  lens: string
  /** DJI `camera_position`; undefined for cameras that have none. */
  position?: 0 | 1
  aircraftInDock: boolean
}

/** How a push fares. `lost` means that it tried to come back and gave up. */
export type PushEvent = 'publishing' | 'failed' | 'lost'

export type PushProtocol = 'rtmp' | 'whip'

/** What a station asks to be pushed, and where to. */
export interface PushWish {
  videoId: string
  protocol: PushProtocol
  url: string
  picture: Picture
}

/** A push that runs, whatever it speaks. */
export interface Push {
  change(picture: Picture): void
  stop(): void
}

export type DockEvent =
  | { kind: 'dock-online' }
  | { kind: 'dock-offline' }
  | { kind: 'aircraft'; on: boolean }
  | { kind: 'push-started'; videoId: string }
  | { kind: 'push-ended'; videoId: string; reason: string }
  /** Milliseconds that packets of a push lately waited before a bottleneck. */
  | { kind: 'network-queue'; ms: number }
  | { kind: 'problem'; text: string }

/** Everything a dock does to the world. */
export interface DockNeeds {
  clock: Clock
  /** From 0 to below 1. */
  random(): number
  faults: FaultSet
  connect(): void
  disconnect(): void
  publish(topic: string, payload: string, qos: 0 | 1): void
  startPush(wish: PushWish, on: (event: PushEvent) => void): Push
  report(event: DockEvent): void
}

export interface DockOptions {
  /** Whether the aircraft comes up by itself after the dock is online. */
  aircraft: boolean
  /** Milliseconds from online to the aircraft's topology. */
  aircraftAfter: number
  /** Milliseconds from request to reply, smallest and largest. */
  replyDelay: readonly [number, number]
  /** So many starts of aircraft streams fail after each time the aircraft comes up. */
  failFirstStarts: number
  organizationId: string
  bindingCode: string
}
