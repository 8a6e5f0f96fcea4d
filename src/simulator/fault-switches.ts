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
  congestion: { ...seconds('10'), text: 'each stream ends with 513015 after SECONDS' },
  'media-silent': { ...seconds('0'), text: 'publish, but send no more media after SECONDS' },
  'media-frozen': {
    ...seconds('5'),
    text: 'the picture stands still after SECONDS, media goes on',
  },
  'push-drop': { ...seconds('10'), text: 'the push connection breaks every SECONDS' },
  'timestamp-jump': {
    value: /^-?\d{1,9}$/,
    shown: '[=MS]',
    standard: '5000',
    text: 'media time jumps to and fro by MS every 5 s',
  },
  sei5: { text: 'SEI of type 5, partly in units of their own' },
  'audio-announced': { text: 'metadata promises audio that never comes' },
  burst: { text: '8 Mbit/s whatever the quality' },
  'drop-mqtt': { ...seconds('20'), text: 'MQTT drops every SECONDS; streams go on' },
  'power-cycle': { ...seconds('30'), text: 'the whole dock loses power every SECONDS' },
  'aircraft-cycle': { ...seconds('30'), text: 'the aircraft goes off and on every SECONDS' },
} as const satisfies Record<string, FaultRow>

export type FaultName = keyof typeof ROWS

export interface FaultSwitch {
  name: FaultName
  value: string
  /** Number of the dock (from 1) it is for; undefined for all. */
  dock?: number
}

/** Reads `name[=value][@dock]`; a sentence when it cannot be. */
export function parseFault(text: string): FaultSwitch | { problem: string } {
  const [, name = '', given, at] = /^([^=@]+)(?:=([^@]*))?(?:@(\d{1,5}))?$/.exec(text) ?? []
  if (!isFaultName(name)) return { problem: `--fault knows no "${name || text}"` }
  const row: FaultRow = ROWS[name]
  const value = given ?? row.standard ?? ''
  if (row.value === undefined ? given !== undefined : !row.value.test(value))
    return { problem: `--fault=${name} is written ${name}${row.shown ?? ''}` }
  return at === undefined ? { name, value } : { name, value, dock: Number(at) }
}

/** One line per fault for the help. */
export function describeFaults(): string[] {
  return Object.entries<FaultRow>(ROWS).map(
    ([name, row]) => `${`${name}${row.shown ?? ''}`.padEnd(28)} ${row.text}`,
  )
}

/** The faults of one dock; can be switched while it runs. */
export class FaultSet {
  private readonly active = new Map<FaultName, { value: string; left: number }>()

  constructor(switches: readonly FaultSwitch[] = []) {
    for (const { name, value } of switches) this.set(name, value)
  }

  /** Switches a fault on with a checked value, or off with undefined. */
  set(name: FaultName, value: string | undefined): void {
    if (value === undefined) return void this.active.delete(name)
    const times = Number(/(?:^|:)(\d{1,4})$/.exec(value)?.[1] ?? 0)
    this.active.set(name, { value, left: times > 0 ? times : Infinity })
  }

  /** The value of a fault that is on. */
  value(name: FaultName): string | undefined {
    return this.active.get(name)?.value
  }

  /** The value as a number, undefined when the fault is off. */
  amount(name: FaultName): number | undefined {
    const value = this.value(name)
    return value === undefined ? undefined : Number(value)
  }

  on(name: FaultName): boolean {
    return this.active.has(name)
  }

  /** True when the fault strikes now; one that is to strike N times then has one less to go. */
  strikes(name: FaultName): boolean {
    const fault = this.active.get(name)
    if (fault === undefined || fault.left <= 0) return false
    fault.left--
    return true
  }

  /** The code that a method must answer, when the fault `code` says so. */
  forcedCode(method: string): number | undefined {
    const [, meant = 'live_start_push', code] =
      /^(?:([a-z_]+):)?(\d{6})/.exec(this.value('code') ?? '') ?? []
    return code !== undefined && meant === method && this.strikes('code') ? Number(code) : undefined
  }
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(ROWS, name)
}
