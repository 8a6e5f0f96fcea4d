import * as z from 'zod'
import { mediaServerSchema } from './media-server-settings'

const port = z.int().min(1).max(65535)
const portOrNone = z.int().min(0).max(65535)
const text = (max: number) => z.string().max(max)

/** Names of the secrets Dockwall keeps. They live in the keystore, never in the settings file. */
export const SECRETS = [
  'broker.password',
  'external.password',
  'external.keyPassphrase',
  'cloud.appKey',
  'cloud.appLicense',
  'cloud.bindingCode',
  'ingest.key',
  'mediaServer.key',
  'mediaServer.token',
] as const
export type SecretName = (typeof SECRETS)[number]

export const SETTINGS_VERSION = 1

/**
 * Everything that can be configured, without secrets. `describe` is the source of docs/settings.md.
 */
export const settingsSchema = z.strictObject({
  version: z.literal(SETTINGS_VERSION).describe('Version of this file; older files are upgraded.'),
  language: z
    .enum(['auto', 'en', 'zh'])
    .default('auto')
    .describe('Language of the screens; auto follows the operating system.'),
  secretStore: z
    .enum(['auto', 'file'])
    .default('auto')
    .describe(
      'Where secrets are kept: auto uses the operating system keystore and, where there is none, memory until the app ends; file allows a file that only this user can read.',
    ),
  startWithSystem: z
    .boolean()
    .default(false)
    .describe(
      'Start when this user signs in to the computer, on the wall as it was left; needs no keyboard.',
    ),
  site: z
    .strictObject({
      mode: z
        .enum(['none', 'demo', 'embedded', 'external'])
        .default('none')
        .describe(
          'none asks at start; demo runs simulated docks; embedded lets docks connect to this computer; external uses your broker.',
        ),
      name: text(80).default('').describe('Name of the site, shown in the title bar.'),
      demoDocks: z
        .int()
        .min(1)
        .max(25)
        .default(6)
        .describe('Number of simulated docks in the demo.'),
    })
    .prefault({}),
  cloud: z
    .strictObject({
      respond: z
        .boolean()
        .default(true)
        .describe(
          'Whether this station answers what docks ask. Exactly one station of a site should.',
        ),
      appId: text(64).default('').describe('App id of your DJI Cloud API app.'),
      organizationId: text(64)
        .default('dockwall')
        .describe('Organisation id, typed into the dock at its set-up.'),
      organizationName: text(80)
        .default('Dockwall')
        .describe('Organisation name shown in DJI Pilot 2.'),
      ntpHost: text(255)
        .default('')
        .describe('NTP server given to docks; empty gives this computer.'),
      ntpPort: port.default(123).describe('Port of the NTP server.'),
    })
    .prefault({}),
  broker: z
    .strictObject({
      host: text(255).default('0.0.0.0').describe('Address the embedded broker listens on.'),
      port: port.default(1883).describe('Port the embedded broker listens on.'),
      username: text(64).default('dock').describe('User name shared by all docks.'),
      perDock: z
        .boolean()
        .default(false)
        .describe(
          'When true each dock signs in with its serial number as user name and may use only its own topics.',
        ),
      maxConnections: z
        .int()
        .min(1)
        .max(20000)
        .default(2000)
        .describe('Connections accepted at once.'),
      maxPacketKiB: z
        .int()
        .min(16)
        .max(16384)
        .default(1024)
        .describe('Largest MQTT packet in KiB.'),
      messagesPerSecond: z
        .int()
        .min(1)
        .max(10000)
        .default(200)
        .describe('Messages a second from one connection before it is slowed down.'),
    })
    .prefault({}),
  external: z
    .strictObject({
      protocol: z
        .enum(['mqtt', 'mqtts', 'ws', 'wss'])
        .default('mqtt')
        .describe('How to reach your broker.'),
      host: text(255).default('').describe('Host name or address of your broker.'),
      port: port.default(1883).describe('Port of your broker.'),
      path: text(255).default('/mqtt').describe('Path, for ws and wss.'),
      username: text(255).default('').describe('User name; empty for none.'),
      clientId: text(64)
        .default('')
        .describe('Client id; empty makes one for this computer and keeps it.'),
      version: z
        .union([z.literal(4), z.literal(5)])
        .default(5)
        .describe('MQTT version: 4 means 3.1.1, 5 means 5.'),
      caFile: text(1024).default('').describe('PEM file of the authority that signed the broker.'),
      certFile: text(1024).default('').describe('PEM file of the client certificate.'),
      keyFile: text(1024).default('').describe('PEM file of the client key.'),
      verify: z.boolean().default(true).describe('Check the certificate of the broker.'),
    })
    .prefault({}),
  ingest: z
    .strictObject({
      host: text(255).default('0.0.0.0').describe('Address the ingest listens on for video.'),
      rtmpPort: port.default(1935).describe('Port the RTMP ingest listens on.'),
      whipPort: portOrNone
        .default(1985)
        .describe('Port the WHIP (WebRTC) ingest listens on, TCP; 0 turns WHIP off.'),
      whipUdpFrom: port
        .default(50000)
        .describe('First UDP port for WebRTC video; each stream takes one of the range.'),
      whipUdpTo: port.default(50099).describe('Last UDP port for WebRTC video.'),
      advertisedHost: text(255)
        .default('')
        .describe(
          'Address that docks are told to push to, by RTMP and WHIP; empty takes the one at which the dock reached us. WHIP behind a router needs an IP address here.',
        ),
      advertisedPort: portOrNone
        .default(0)
        .describe('Port that docks are told to push RTMP to; 0 is the port the ingest listens on.'),
      advertisedWhipPort: portOrNone
        .default(0)
        .describe(
          'Port that docks are told to push WHIP to; 0 is the port the ingest listens on. The UDP ports are forwarded as they are.',
        ),
    })
    .prefault({}),
  mediaServer: mediaServerSchema.prefault({}),
  snapshots: z
    .strictObject({
      folder: text(1024)
        .default('')
        .describe('Folder for snapshots; empty takes Pictures/Dockwall.'),
    })
    .prefault({}),
  gateways: z
    .record(z.string().regex(/^[A-Za-z0-9]{1,64}$/), z.strictObject({ callsign: text(64) }))
    .default({})
    .describe('Names given to docks here, by serial number.'),
})
export type Settings = z.infer<typeof settingsSchema>

/** A change of settings: whole sections or single fields of them, merged one level deep. */
export type SettingsPatch = {
  [K in keyof Omit<Settings, 'version'>]?: Settings[K] extends object
    ? Partial<Settings[K]>
    : Settings[K]
}

export const defaultSettings = (): Settings => settingsSchema.parse({ version: SETTINGS_VERSION })
