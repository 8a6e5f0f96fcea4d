import type { SettingPath } from '../i18n/setting-path'
import type { TextKey } from '../i18n/messages'

type ChoiceKey = Extract<TextKey, `settings.choices.${string}`>

/** How a setting is edited. What is allowed is decided by the schema in main, not here. */
export type SettingKind =
  | { kind: 'text' }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'switch' }
  | { kind: 'choice'; choices: readonly { value: string | number; words: ChoiceKey }[] }

const TEXT = { kind: 'text' } as const
const number = (min: number, max: number): SettingKind => ({ kind: 'number', min, max })
const PORT = number(1, 65535)
const PORT_OR_NONE = number(0, 65535)
const SWITCH = { kind: 'switch' } as const

const choice = (
  ...values: (ChoiceKey extends `settings.choices.${infer Name}` ? Name : never)[]
): SettingKind => ({
  kind: 'choice',
  choices: values.map((value) => ({ value, words: `settings.choices.${value}` })),
})

/** Every setting that has a field; a missing one does not compile. */
export const SETTING_KINDS: Readonly<Record<SettingPath, SettingKind>> = {
  language: choice('auto', 'en', 'zh'),
  secretStore: choice('auto', 'file'),
  startWithSystem: SWITCH,
  'site.mode': choice('demo', 'embedded', 'external'),
  'site.name': TEXT,
  'site.demoDocks': number(1, 25),
  'cloud.respond': SWITCH,
  'cloud.appId': TEXT,
  'cloud.organizationId': TEXT,
  'cloud.organizationName': TEXT,
  'cloud.ntpHost': TEXT,
  'cloud.ntpPort': PORT,
  'broker.host': TEXT,
  'broker.port': PORT,
  'broker.username': TEXT,
  'broker.perDock': SWITCH,
  'broker.maxConnections': number(1, 20000),
  'broker.maxPacketKiB': number(16, 16384),
  'broker.messagesPerSecond': number(1, 10000),
  'external.protocol': choice('mqtt', 'mqtts', 'ws', 'wss'),
  'external.host': TEXT,
  'external.port': PORT,
  'external.path': TEXT,
  'external.username': TEXT,
  'external.clientId': TEXT,
  'external.version': {
    kind: 'choice',
    choices: [
      { value: 4, words: 'settings.choices.4' },
      { value: 5, words: 'settings.choices.5' },
    ],
  },
  'external.caFile': TEXT,
  'external.certFile': TEXT,
  'external.keyFile': TEXT,
  'external.verify': SWITCH,
  'ingest.host': TEXT,
  'ingest.rtmpPort': PORT,
  'ingest.whipPort': PORT_OR_NONE,
  'ingest.whipUdpFrom': PORT,
  'ingest.whipUdpTo': PORT,
  'ingest.advertisedHost': TEXT,
  'ingest.advertisedPort': PORT_OR_NONE,
  'ingest.advertisedWhipPort': PORT_OR_NONE,
  'mediaServer.kind': {
    kind: 'choice',
    choices: [
      { value: 'none', words: 'settings.choices.ownIngest' },
      ...(['srs', 'zlmediakit', 'mediamtx', 'custom'] as const).map(
        (value) => ({ value, words: `settings.choices.${value}` }) as const,
      ),
    ],
  },
  'mediaServer.host': TEXT,
  'mediaServer.app': TEXT,
  'mediaServer.publishHost': TEXT,
  'mediaServer.rtmpPublish': TEXT,
  'mediaServer.whipPublish': TEXT,
  'mediaServer.whep': TEXT,
  'mediaServer.wsFlv': TEXT,
  'mediaServer.httpFlv': TEXT,
  'mediaServer.rtmp': TEXT,
  'mediaServer.rtsp': TEXT,
  'mediaServer.hls': TEXT,
  'mediaServer.ffmpeg': TEXT,
  'snapshots.folder': TEXT,
}

const paths = Object.keys(SETTING_KINDS) as SettingPath[]
const of = (...starts: string[]): SettingPath[] =>
  paths.filter((path) => starts.some((start) => path === start || path.startsWith(`${start}.`)))

/** Which settings each page of the settings shows. */
export const SETTING_PAGES = {
  general: of('language', 'startWithSystem', 'site', 'snapshots'),
  cloud: of('cloud'),
  broker: of('broker'),
  external: of('external'),
  ingest: of('ingest'),
  mediaServer: of('mediaServer'),
  secrets: of('secretStore'),
} as const
