import * as z from 'zod'
import type { StreamEvidence } from './diagnosis/evidence'
import { DEMO_FAULTS } from './demo-fault'
import type { Fault, FaultCode } from './fault'
import type { FleetPatch, Gateway } from './fleet'
import { SECRETS, type SecretName, type Settings } from './settings'
import type { SiteState } from './site'
import type { StreamStatus } from './stream'
import { videoIdSchema, wallSchema, type Wall } from './wall'

/**
 * The whole contract between main and renderer. A request is one row here, one handler in
 * main/bridge and one caller; the preload passes names through and main's door checks them.
 */

/** What a renderer may ask: the check of the input, run in main before a handler sees it. */
export const requests = {
  'app.get': z.undefined(),
  'site.get': z.undefined(),
  /** First start: choose what the site is. Secrets go by `secret.set` before this. */
  'site.choose': z.strictObject({ mode: z.enum(['demo', 'embedded', 'external']) }),
  /** Try the broker in `settings.external` and say what happened, without changing the site. */
  'site.try-broker': z.undefined(),
  'fleet.get': z.undefined(),
  'live.get': z.undefined(),
  /** Forget pauses and try this stream now. */
  'live.retry': z.strictObject({ videoId: videoIdSchema }),
  /** What is known of a stream, leg by leg; `diagnose` makes the answer of it. */
  'live.explain': z.strictObject({ videoId: videoIdSchema }),
  'wall.get': z.undefined(),
  /** The wall is data: the window sends it whole, main keeps it and derives the wishes. */
  'wall.set': wallSchema,
  'settings.get': z.undefined(),
  /** A patch of sections; main merges it, checks the whole and saves it. */
  'settings.set': z.record(z.string(), z.unknown()),
  'secret.set': z.strictObject({ name: z.enum(SECRETS), value: z.string().max(8192) }),
  /** Ask for a port of a stream; it arrives with the same subscription id. */
  'player.open': z.strictObject({
    subscription: z.string().max(64),
    videoId: videoIdSchema,
    format: z.enum(['units', 'flv']),
  }),
  /** What the players of a window see, about once a second. */
  'player.report': z
    .array(
      z.strictObject({
        videoId: videoIdSchema,
        /** Pictures painted since the last report. */
        painted: z.number().min(0).max(1e6),
        /** Milliseconds from arrival at the ingest to now of the picture on screen; -1 for none. */
        ageMs: z.number().min(-1).max(1e12),
        fault: z.string().max(40).optional(),
      }),
    )
    .max(100),
  'snapshot.save': z.strictObject({
    videoId: videoIdSchema,
    png: z.instanceof(Uint8Array).refine((png) => png.byteLength <= 64 * 1024 * 1024),
  }),
  /** Write what helps to understand this station from afar into a file, and show the file. */
  'diagnostics.save': z.undefined(),
  'folder.show': z.strictObject({ folder: z.enum(['snapshots', 'logs', 'crashes', 'settings']) }),
  /** In the demo: let something go wrong with a simulated dock, or be well again. */
  'demo.fault': z.strictObject({
    gatewaySn: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
    fault: z.enum(DEMO_FAULTS),
    on: z.boolean(),
  }),
} as const
export type RequestName = keyof typeof requests
export type RequestInput<N extends RequestName> = z.infer<(typeof requests)[N]>

export interface AppInfo {
  version: string
  electron: string
  platform: string
  /** The language of the operating system, `en` or `zh`. */
  systemLanguage: 'en' | 'zh'
  demo: boolean
  /** True when the processor composes the screen, because no graphics card does. */
  softwareScreen: boolean
  /** True when `--settings` or `--wall` named a file: choices are not saved over it. */
  unattended: boolean
}

export interface SettingsView {
  settings: Settings
  /** Which secrets are set; their values never leave main. */
  secretsSet: Record<SecretName, boolean>
  secretsKept: 'keystore' | 'file' | 'memory'
}

/** A request that the caller can act on answers with this instead of throwing. */
export type Outcome = { ok: true } | { ok: false; fault: Fault }

/** What each request answers. */
export interface RequestOutput {
  'app.get': AppInfo
  'site.get': SiteState
  'site.choose': Outcome
  'site.try-broker': Outcome
  'fleet.get': Gateway[]
  'live.get': StreamStatus[]
  'live.retry': Outcome
  'live.explain': StreamEvidence
  'wall.get': Wall
  'wall.set': Outcome
  'settings.get': SettingsView
  'settings.set': { ok: true } | { ok: false; problems: { path: string; problem: string }[] }
  'secret.set': Outcome
  'player.open': Outcome
  'player.report': undefined
  'snapshot.save': { ok: true; file: string } | { ok: false; fault: Fault }
  'diagnostics.save': { ok: true; file: string } | { ok: false; fault: Fault }
  'folder.show': Outcome
  'demo.fault': Outcome
}

/** What main tells every window. */
export interface Events {
  'site.changed': SiteState
  'fleet.changed': FleetPatch
  /** The whole fleet anew: the site was started anew and what a window knows is void. */
  'fleet.reset': Gateway[]
  'live.changed': StreamStatus[]
  /** All streams anew, for the same reason. */
  'live.reset': StreamStatus[]
  'wall.changed': Wall
  'settings.changed': SettingsView
}
export type EventName = keyof Events

/** What a tile reports; see `player.report`. */
export interface PlayerReport {
  videoId: string
  painted: number
  ageMs: number
  fault?: FaultCode
}

/**
 * What the preload puts on `window.dockwall`: two functions and nothing else. The port of an opened
 * stream comes as a `message` event of the window, `{ kind: CHANNELS.port, subscription }`.
 */
export interface Bridge {
  request(name: string, input: unknown): Promise<unknown>
  /** Returns its own off-switch. */
  subscribe(listener: (name: string, value: unknown) => void): () => void
}
