/** What a simulated dock can be made to do wrong. */

interface FaultRow {
  text: string
  /** Form of the value; left out when there is none. */
  value?: RegExp
  /** How the value is written in the help. */
  shown?: string
  /** What a missing value means; left out when a value is required. */
  standard?: string
}

const TIMES = { value: /^\d{1,6}$/, shown: '[=TIMES]', standard: '0' } as const
const seconds = (standard: string) =>
  ({ value: /^\d{1,6}$/, shown: '[=SECONDS]', standard }) as const

const ROWS = {
  'reply-lost': { ...TIMES, text: 'do the work, but lose the reply to a service (0: always)' },
  'reply-late': {
    value: /^\d{1,6}$/,
    shown: '[=MS]',
    standard: '25000',
    text: 'do the work, but reply MS later than usual',
  },
  'wrong-tid': { ...TIMES, text: 'reply with another tid and bid (0: always)' },
  'no-method': { text: 'reply without method and gateway' },
  'timestamp-typo': { text: 'write the key "timestamp:" as in DJI examples' },
  duplicate: { text: 'send each message twice' },
  'status-struct': { text: 'live_status as one object on osd, as old remotes do' },
  'duplicate-index': { text: 'two video entries with one video_index, as remotes do' },
  'lens-name': {
    value: /^[A-Za-z]{1,24}$/,
    shown: '[=NAME]',
    standard: 'infrared',
    text: 'call the infrared lens so',
  },
  'no-capacity': {
    value: /^(reconnect|always)$/,
    shown: '[=always]',
    standard: 'reconnect',
    text: 'no live_capacity after a reconnect, or never',
  },
  license: {
    value: /^(strict|reject)$/,
    shown: '=strict|reject',
    text: 'demand app id, key and licence, or refuse any',
  },
  code: {
    value: /^(?:[a-z_]+:)?\d{6}(?::\d{1,4})?$/,
    shown: '=[METHOD:]CODE[:TIMES]',
    text: 'answer live_start_push (or METHOD) with CODE',
  },
  'media-download': { text: 'answer starts with 513017: media is being downloaded' },
  congestion: { ...seconds('10'), text: 'each stream ends with 513015 after SECONDS *' },
  'media-silent': { ...seconds('0'), text: 'publish, but send no more media after SECONDS' },
  'media-frozen': {
    ...seconds('5'),
    text: 'the picture stands still after SECONDS, media goes on',
  },
  'push-drop': { ...seconds('10'), text: 'the push connection breaks every SECONDS *' },
  'push-dead': {
    ...seconds('10'),
    text: 'a push ends for good after SECONDS, the dock says it is live *',
  },
  'no-candidates': { text: 'WHIP: the offer names no address' },
  'setup-passive': { text: 'WHIP: the offer waits for the DTLS handshake of the other side' },
  'packet-loss': {
    value: /^\d{1,2}(\.\d{1,2})?$/,
    shown: '[=PERCENT]',
    standard: '5',
    text: 'WHIP: so many packets are lost ***',
  },
  'packet-delay': {
    value: /^\d{1,5}(:\d{1,4})?$/,
    shown: '[=MS[:JITTER]]',
    standard: '150',
    text: 'WHIP: so long is the round trip, each way with up to JITTER more ***',
  },
  'packet-rate': {
    value: /^[1-9]\d{1,5}$/,
    shown: '[=KBITS]',
    standard: '1500',
    text: 'WHIP: no more than KBITS a second pass ***',
  },
  'address-change': {
    ...seconds('10'),
    text: 'WHIP: sends from other UDP ports every SECONDS * ***',
  },
  'resolution-change': { ...seconds('8'), text: 'another picture size every SECONDS *' },
  'timestamp-jump': {
    value: /^-?\d{1,9}$/,
    shown: '[=MS]',
    standard: '5000',
    text: 'media time jumps to and fro by MS every 5 s',
  },
  sei5: { text: 'SEI of type 5, partly in units of their own' },
  'audio-announced': { text: 'metadata promises audio that never comes' },
  night: { text: 'a still scene in the dark: sensor noise and no clock' },
  grain: { text: 'noise over the picture: it needs every bit that it is given' },
  burst: { text: '8 Mbit/s whatever the quality' },
  'drop-mqtt': { ...seconds('20'), text: 'MQTT drops every SECONDS; streams go on **' },
  'power-cycle': { ...seconds('30'), text: 'the whole dock loses power every SECONDS **' },
  'aircraft-cycle': { ...seconds('30'), text: 'the aircraft goes off and on every SECONDS **' },
} as const satisfies Record<string, FaultRow>

export type FaultName = keyof typeof ROWS

export interface FaultSwitch {
  name: FaultName
  value: string
  /** Number of the dock (from 1) it is for; undefined for all. */
  dock?: number
}

/** A fault with its value checked, the standard one where none is given; a sentence when wrong. */
export function checkFault(
  name: string,
  given: string | undefined,
): Omit<FaultSwitch, 'dock'> | { problem: string } {
  if (!isFaultName(name)) return { problem: `knows no "${name}"` }
  const row: FaultRow = ROWS[name]
  const value = given ?? row.standard ?? ''
  const fits = row.value === undefined ? given === undefined : row.value.test(value)
  return fits ? { name, value } : { problem: `=${name} is written ${name}${row.shown ?? ''}` }
}

/** Reads `name[=value][@dock]`; a sentence when it cannot be. */
export function parseFault(text: string): FaultSwitch | { problem: string } {
  const [, name = text, given, at] = /^([^=@]+)(?:=([^@]*))?(?:@(\d{1,5}))?$/.exec(text) ?? []
  const fault = checkFault(name, given)
  if ('problem' in fault)
    return { problem: `--fault${fault.problem.startsWith('=') ? '' : ' '}${fault.problem}` }
  return at === undefined ? fault : { ...fault, dock: Number(at) }
}

/** One line per fault for the help. */
export function describeFaults(): string[] {
  return [
    ...Object.entries<FaultRow>(ROWS).map(
      ([name, row]) => `${`${name}${row.shown ?? ''}`.padEnd(28)} ${row.text}`,
    ),
    '',
    '*  switched on at run time it strikes at once; 0: then only',
    '** the same; 0: gone for as long as the fault is on',
    '*** on pushes that began while it was on, or of docks started with --whip-relay',
  ]
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(ROWS, name)
}
