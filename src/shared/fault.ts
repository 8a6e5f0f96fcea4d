/**
 * Every fault an operator can meet. A closed list: to add one, add a member here and its texts in
 * fault-texts.ts; the compiler names the rest.
 */
export const FAULT_CODES = [
  // the site
  'settings-broken',
  'settings-unwritable',
  'wall-broken',
  'keystore-missing',
  'app-credentials-missing',
  'broker-port-busy',
  'broker-listen-failed',
  'broker-unreachable',
  'broker-refused-login',
  'broker-certificate',
  'broker-protocol',
  'broker-lost',
  'broker-client-id-taken',
  'stations-unheard',
  'ingest-port-busy',
  'ingest-listen-failed',
  'whip-port-busy',
  'whip-listen-failed',
  'ingest-crashed',
  'ingest-restarted',
  'window-crashed',
  'app-restarted',
  'start-with-system-failed',
  'demo-failed',
  'binding-code-wrong',
  'media-server-unreachable',
  'folder-missing',
  'diagnostics-failed',
  // a stream, before or instead of a picture
  'no-reply',
  'link-down',
  'publish-missing',
  'media-silent',
  'key-frame-missing',
  'publisher-replaced',
  'codec-unsupported',
  'stream-undecodable',
  'decoder-failed',
  'decoder-stuck',
  'slot-taken',
  'protocol-unavailable',
  'picture-old',
  'picture-frozen',
  'picture-black',
  'snapshot-failed',
  // a stream that is fetched from a media server of others
  'media-server-refused',
  'media-server-no-stream',
  'media-server-unreadable',
  'ffmpeg-missing',
  'ffmpeg-old',
  // a dock's own answer; `code` carries DJI's number
  'dji-source-missing',
  'dji-camera-missing',
  'dji-already-live',
  'dji-unsupported',
  'dji-quality-refused',
  'dji-start-failed',
  'dji-no-authority',
  'dji-no-video',
  'dji-busy',
  'dji-network',
  'dji-not-live',
  'dji-other-live',
  'dji-protocol-refused',
  'dji-address-refused',
  'dji-congestion',
  'dji-decode-failed',
  'dji-media-download',
  'dji-aircraft-missing',
  'dji-debug-mode',
  'dji-gateway-network',
  'dji-other',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

export const isFaultCode = (code: string): code is FaultCode =>
  (FAULT_CODES as readonly string[]).includes(code)

export interface Fault {
  code: FaultCode
  /** Milliseconds since the epoch. */
  at: number
  /** DJI's result code as it came, for codes that begin with `dji-`. */
  dji?: number
  /** Plain facts for the text: a port, a host, a file. Never a secret. */
  detail?: string
}
