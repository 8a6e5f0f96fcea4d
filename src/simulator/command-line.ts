import { WHIP_PROFILES, type WhipProfile } from './camera-page/publisher-contract'
import { parseFault, type FaultSwitch } from './fault-switches'
import { GATEWAY_KINDS, type GatewayKindName } from './gateway-kinds'
import type { BrokerAccess } from './link/mqtt-link'
import type { Chaos } from './scenario/chaos'

export interface SimulatorOptions {
  docks: number
  broker: BrokerAccess
  /** Cycled over the docks. */
  models: GatewayKindName[]
  aircraft: boolean
  /** Milliseconds. */
  aircraftAfter: number
  fps: number
  gop: number
  seed: number
  /** Milliseconds, smallest and largest. */
  replyDelay: [number, number]
  snPrefix: string
  failFirstStarts: number
  organizationId: string
  bindingCode: string
  faults: FaultSwitch[]
  /** Name of a scenario file. */
  scenario?: string
  chaos?: Chaos
  /** Every stream carries one camera's pictures: many publishers for the price of one encoder. */
  oneCamera: boolean
  whip: {
    profile: WhipProfile
    /** Media goes through a relay where faults of the network can strike it while it runs. */
    relay: boolean
  }
  json: boolean
  followStdin: boolean
}

export type CommandLine =
  | { kind: 'run'; options: SimulatorOptions }
  | { kind: 'help' }
  /** One sentence for each switch that is wrong. */
  | { kind: 'wrong'; problems: string[] }

const BROKER = /^(mqtts?|wss?):$/
export const MAX_DOCKS = 500

/**
 * Reads the simulator's switches. Those it does not know belong to Chromium and are left alone.
 * @param env of which `DOCKWALL_SIMULATOR_PASSWORD` and `DOCKWALL_SIMULATOR_BINDING_CODE` are
 *   read: a command line can be seen by every user of a computer.
 */
export function readCommandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const read = new SwitchReader(argv)
  if (read.flag('help')) return { kind: 'help' }
  const version = read.choice('mqtt', ['4', '5'], '4') === '5' ? 5 : 4
  const faults = read.all('fault').map(parseFault)
  const options: SimulatorOptions = {
    docks: read.whole('docks', { least: 1, most: MAX_DOCKS, standard: 1 }),
    broker: { ...readBroker(read, env['DOCKWALL_SIMULATOR_PASSWORD']), version },
    models: read
      .text('model', 'dock2')
      .split(',')
      .flatMap(
        (name) =>
          GATEWAY_KINDS.find((known) => known === name) ??
          read.wrong(`--model takes ${GATEWAY_KINDS.join(', ')}, not "${name}"`),
      ),
    aircraft: read.choice('aircraft', ['on', 'off'], 'on') === 'on',
    aircraftAfter: 1000 * read.number('aircraft-after', { least: 0, most: 3600, standard: 2 }),
    fps: read.number('fps', { least: 1, most: 60, standard: 15 }),
    gop: read.number('gop', { least: 0.1, most: 60, standard: 2 }),
    seed: read.whole('seed', { least: 0, most: 999_999, standard: 1 }),
    replyDelay: readDelay(read),
    snPrefix: read.text('sn-prefix', '7CTXSIM', /^[A-Z0-9]{0,7}$/),
    failFirstStarts: read.whole('fail-first-starts', { least: 0, most: 100, standard: 0 }),
    organizationId: read.text('organization', 'dockwall', /^.{0,64}$/),
    bindingCode: env['DOCKWALL_SIMULATOR_BINDING_CODE'] ?? 'dockwall',
    faults: faults.flatMap((fault) => ('problem' in fault ? read.wrong(fault.problem) : fault)),
    ...readPlans(read),
    oneCamera: read.flag('one-camera'),
    whip: {
      profile: read.choice('whip-profile', WHIP_PROFILES, 'baseline'),
      relay: read.flag('whip-relay'),
    },
    json: read.flag('json'),
    followStdin: read.flag('follow-stdin'),
  }
  const { problems } = read
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'run', options }
}

function readBroker(
  read: SwitchReader,
  password: string | undefined,
): Omit<BrokerAccess, 'version'> {
  const text = read.text('broker', 'mqtt://127.0.0.1:1883')
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !BROKER.test(url.protocol) || url.hostname === '') {
    // The address may hold a password, so it is not repeated.
    read.wrong('--broker takes an address such as mqtt://user:password@host:1883')
    return { url: '' }
  }
  const username = decodeURIComponent(url.username)
  const secret = url.password === '' ? password : decodeURIComponent(url.password)
  url.username = ''
  url.password = ''
  return {
    url: url.href,
    ...(username === '' ? {} : { username }),
    ...(secret === undefined ? {} : { password: secret }),
  }
}

function readDelay(read: SwitchReader): [number, number] {
  const text = read.text('reply-delay', '300-1200', /^\d{1,5}(-\d{1,5})?$/)
  const [least = 0, most = least] = text.split('-').map(Number)
  if (most < least) read.wrong('--reply-delay takes the smaller number first')
  return [least, most]
}

const CHAOS_A_MINUTE = 4

function readPlans(read: SwitchReader): Pick<SimulatorOptions, 'scenario' | 'chaos'> {
  const scenario = read.text('scenario', '')
  const given = read.text('chaos', '')
  const [, seed, rate = CHAOS_A_MINUTE] = /^(\d{1,9})(?::(\d{1,4}(?:\.\d+)?))?$/.exec(given) ?? []
  const perMinute = Number(rate)
  if (given !== '' && (seed === undefined || perMinute === 0))
    read.wrong(`--chaos takes SEED or SEED:FAULTS-A-MINUTE, not "${given}"`)
  return {
    ...(scenario === '' ? {} : { scenario }),
    ...(seed === undefined ? {} : { chaos: { seed: Number(seed), perMinute } }),
  }
}

interface Range {
  least: number
  most: number
  standard: number
}

/** Finds `--name=value`; what is wrong becomes a sentence and the standard value. */
class SwitchReader {
  readonly problems: string[] = []

  constructor(private readonly argv: readonly string[]) {}

  flag(name: string): boolean {
    return this.argv.includes(`--${name}`)
  }

  all(name: string): string[] {
    const start = `--${name}=`
    return this.argv
      .filter((given) => given.startsWith(start))
      .map((given) => given.slice(start.length))
  }

  text(name: string, standard: string, form = /^.{1,2048}$/): string {
    if (this.flag(name)) this.wrong(`--${name} lacks its value: --${name}=${standard || '…'}`)
    const given = this.all(name).at(-1)
    if (given === undefined || form.test(given)) return given ?? standard
    this.wrong(`--${name} cannot be "${given}"; an example is ${standard}`)
    return standard
  }

  choice<C extends string>(name: string, choices: readonly C[], standard: NoInfer<C>): C {
    const given = this.text(name, standard)
    const choice = choices.find((known) => known === given)
    if (choice !== undefined) return choice
    this.wrong(`--${name} takes ${choices.join(' or ')}, not "${given}"`)
    return standard
  }

  number(name: string, { least, most, standard }: Range): number {
    const given = this.text(name, String(standard))
    const number = given.trim() === '' ? NaN : Number(given)
    if (number >= least && number <= most) return number
    this.wrong(`--${name} takes a number from ${least} to ${most}, not "${given}"`)
    return standard
  }

  whole(name: string, range: Range): number {
    const number = this.number(name, range)
    if (!Number.isInteger(number)) this.wrong(`--${name} takes a whole number`)
    return number
  }

  wrong(problem: string): [] {
    this.problems.push(problem)
    return []
  }
}
