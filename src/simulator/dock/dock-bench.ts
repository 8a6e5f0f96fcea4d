import { FaultSet } from '../fault-set'
import { parseFault } from '../fault-switches'
import { GATEWAYS, type GatewayKindName } from '../gateway-kinds'
import { seededRandom } from '../camera-page/random'
import { Dock } from './dock'
import type { DockEvent, DockOptions, Picture, PushEvent, PushWish } from './dock-needs'
import { ManualClock } from './manual-clock'

export interface Said {
  topic: string
  message: Record<string, unknown>
  data: Record<string, unknown>
}

export interface FakePush extends Omit<PushWish, 'picture'> {
  pictures: Picture[]
  stopped: boolean
  on(event: PushEvent): void
}

const OPTIONS: DockOptions = {
  aircraft: true,
  aircraftAfter: 2000,
  replyDelay: [500, 500],
  failFirstStarts: 0,
  organizationId: 'ORG1',
  bindingCode: 'BIND01',
}

/** A dock on the bench: time by hand, what it says recorded, a station that answers. For tests. */
export class DockBench {
  readonly clock = new ManualClock()
  readonly said: Said[] = []
  readonly pushes: FakePush[] = []
  readonly events: DockEvent[] = []
  readonly faults: FaultSet
  readonly dock: Dock
  /** Whether a link that is asked for comes up, and what the station answers. */
  linkWorks = true
  bound = true
  answers = true
  reachable = true
  connected = false
  private readonly sn: string

  constructor(
    set: {
      kind?: GatewayKindName
      sn?: string
      aircraftSn?: string
      faults?: string[]
      options?: Partial<DockOptions>
    } = {},
  ) {
    const kindName = set.kind ?? 'dock2'
    this.sn = set.sn ?? '7CTDM2400B0107'
    const aircraftSn = set.aircraftSn ?? '1581F6Q8D23B00A7K0M1'
    const faults = (set.faults ?? []).map(parseFault)
    this.faults = new FaultSet(faults.flatMap((fault) => ('problem' in fault ? [] : fault)))
    const kind = GATEWAYS[kindName]
    const identity = { sn: this.sn, aircraftSn, name: 'Bench', kindName, kind, seed: 1 }
    this.dock = new Dock(
      identity,
      { ...OPTIONS, ...set.options },
      {
        clock: this.clock,
        random: seededRandom(1),
        faults: this.faults,
        connect: () => this.clock.after(10, () => this.connect()),
        disconnect: () => this.drop(),
        publish: (topic, payload) => this.hear(topic, payload),
        startPush: (wish, on) => this.push(wish, on),
        report: (event) => this.events.push(event),
      },
    )
  }

  /** Powers on and lets the aircraft come up. */
  up(): this {
    this.dock.powerOn()
    this.clock.pass(8000)
    return this
  }

  connect(): void {
    if (!this.linkWorks) return
    this.connected = true
    this.dock.linkUp()
  }

  drop(): void {
    if (!this.connected) return
    this.connected = false
    this.dock.linkDown()
  }

  /** Sends a service; the reply comes with time. */
  ask(method: string, data: unknown, tid = `t${this.said.length}-${method}`): string {
    this.send('thing', 'services', { tid, bid: 'flow', timestamp: this.clock.now(), method, data })
    return tid
  }

  /** Sends a service and waits long enough for its result. */
  result(method: string, data: unknown): unknown {
    const tid = this.ask(method, data)
    this.clock.pass(12_000)
    return this.replies(tid).at(-1)?.data['result']
  }

  replies(tid: string): Said[] {
    return this.on('services_reply').filter(({ message }) => message['tid'] === tid)
  }

  /** What was published on topics that end so. */
  on(ending: string): Said[] {
    return this.said.filter(({ topic }) => topic.endsWith(`/${ending}`))
  }

  /** The latest value of a property in state messages. */
  state(property: string): unknown {
    return this.on('state').findLast(({ data }) => property in data)?.data[property]
  }

  private push({ picture, ...wish }: PushWish, on: FakePush['on']) {
    const push: FakePush = { ...wish, pictures: [picture], stopped: false, on }
    this.pushes.push(push)
    if (this.reachable) this.clock.after(100, () => push.on('publishing'))
    return {
      change: (picture: Picture) => void push.pictures.push(picture),
      stop: () => {
        push.stopped = true
      },
    }
  }

  private hear(topic: string, payload: string): void {
    if (!this.connected) return
    const message = JSON.parse(payload) as Said['message']
    this.said.push({ topic, message, data: message['data'] as Said['data'] })
    const [, , sn, kind] = topic.split('/')
    if (!this.answers || sn !== this.sn) return
    const { tid, bid, method } = message
    const reply = { tid, bid, timestamp: this.clock.now(), method }
    if (kind === 'status') this.send('sys', 'status_reply', { ...reply, data: { result: 0 } })
    if (kind === 'requests')
      this.send('thing', 'requests_reply', { ...reply, data: this.answer(method, message['data']) })
  }

  private answer(method: unknown, data: unknown): object {
    const { devices = [], bind_devices: binding = [] } = data as Record<string, { sn: string }[]>
    switch (method) {
      case 'config':
        return { app_id: '123456', app_key: 'key', app_license: 'license', ntp_server_host: 'ntp' }
      case 'airport_bind_status': {
        const bind_status = devices.map(({ sn }) => ({
          sn,
          is_device_bind_organization: this.bound,
        }))
        return { result: 0, output: { bind_status } }
      }
      case 'airport_organization_get':
        return { result: 0, output: { organization_name: 'City Control Room' } }
      default:
        return { result: 0, output: { err_infos: binding.map(({ sn }) => ({ sn, err_code: 0 })) } }
    }
  }

  private send(root: 'sys' | 'thing', kind: string, message: object): void {
    const payload = new TextEncoder().encode(JSON.stringify(message))
    this.clock.after(1, () => this.dock.receive(`${root}/product/${this.sn}/${kind}`, payload))
  }
}
