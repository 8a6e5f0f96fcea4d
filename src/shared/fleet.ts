/** The fleet as every window sees it. Built by main/registry from what docks report. */

/** Judged by time of arrival, never by a dock's clock. Stale after 10 s, offline after 60 s. */
export type Presence = 'online' | 'stale' | 'offline'

/** A name in both languages; `raw` is what the device said and is always there. */
export interface ModelName {
  /** `domain-type-sub_type` for devices, `type-subtype-gimbalindex` for payloads. */
  key: string
  en: string
  zh: string
  /** False when the key is not in our dictionary; then both names repeat the key. */
  known: boolean
}

/** One thing that can be streamed: DJI's video id `sn/camera_index/video_index`. */
export interface VideoSource {
  videoId: string
  videoIndex: string
  /** The lens shown now as the dock last said (`video_type`), or undefined when it never did. */
  lens?: string
  /** What `live_lens_change` accepts for this source, as offered (`switchable_video_types`). */
  lenses: string[]
  /** True when nobody reported this source and we infer that it exists. */
  assumed: boolean
}

export interface Camera {
  /** Serial number of the device that carries the camera: the dock or the aircraft. */
  sn: string
  cameraIndex: string
  model: ModelName
  /** Streams this camera can push at the same time; undefined when not reported. */
  coexistMax?: number
  /** Inside/outside positions that `live_camera_change` can select; empty when it cannot. */
  positions: CameraPosition[]
  sources: VideoSource[]
}

/** DJI `camera_position`: 0 inside the dock, 1 outside. */
export type CameraPosition = 0 | 1

export interface Aircraft {
  sn: string
  model: ModelName
  /** As the dock's topology says; false keeps the last known aircraft on screen. */
  online: boolean
  batteryPercent?: number
  /** DJI aircraft `mode_code`, raw. */
  modeCode?: number
  /** Serial number of the gateway to command during a two-dock flight. */
  bestLinkGateway?: string
}

/** What a dock says about one of its streams (`live_status`). */
export interface ReportedStream {
  videoId: string
  live: boolean
  quality?: number
  lens?: string
  /** DJI result code, 0 or absent when there is none. */
  error?: number
  /** Milliseconds since the epoch, our clock. */
  at: number
}

export interface Gateway {
  sn: string
  kind: 'dock' | 'remote' | 'unknown'
  model: ModelName
  /** The callsign given at binding or in settings; empty when there is none. */
  callsign: string
  presence: Presence
  /** Last arrival of anything, milliseconds since the epoch; 0 when known only from disk. */
  lastSeen: number
  aircraft?: Aircraft
  cameras: Camera[]
  /** Streams this gateway can push at the same time; undefined when not reported. */
  coexistMax?: number
  /** Serial number → how many streams that source device can push at the same time. */
  deviceCoexistMax: Record<string, number>
  streams: ReportedStream[]
  /** True while the list of cameras comes from disk or from telemetry and not from the dock. */
  capacityAssumed: boolean
  /** DJI dock `mode_code`, raw. */
  modeCode?: number
  /** Media files the dock still has to fetch from the aircraft. */
  remainUpload?: number
}

/** Changes since the last event; windows apply it to what `fleet.get` gave them. */
export interface FleetPatch {
  changed: Gateway[]
  removed: string[]
}
