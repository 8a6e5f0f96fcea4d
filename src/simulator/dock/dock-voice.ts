import {
  eventsTopic,
  osdTopic,
  requestsTopic,
  servicesReplyTopic,
  stateTopic,
  statusTopic,
} from '@protocol/dji/topics'
import { writeEnvelope, type Envelope, type EnvelopeFields } from '@protocol/dji/envelope'
import type { Identity } from '../identity'
import type { DockNeeds } from './dock-needs'

/** Puts a dock's words into envelopes, with the mistakes it was told to make. */
export class DockVoice {
  private count = 0

  constructor(
    private readonly identity: Identity,
    private readonly needs: Pick<DockNeeds, 'clock' | 'faults' | 'publish' | 'random'>,
  ) {}

  osd(data: object, sn = this.identity.sn): void {
    this.send(osdTopic(sn), { ...this.opening(), data }, 0)
  }

  state(data: object, sn = this.identity.sn): void {
    this.send(stateTopic(sn), { ...this.opening(), data })
  }

  event(method: string, data: object): void {
    this.send(eventsTopic(this.identity.sn), { ...this.opening(), method, data })
  }

  /** Asks the station something. @returns the tid its answer will carry. */
  ask(topic: 'requests' | 'status', method: string, data: object): string {
    const opening = this.opening()
    const to = topic === 'status' ? statusTopic : requestsTopic
    this.send(to(this.identity.sn), { ...opening, method, data })
    return opening.tid
  }

  /** Answers a service. @returns what to say again when the same request comes again. */
  reply(request: Envelope, data: object): () => void {
    const { faults, clock } = this.needs
    const { tid, bid } = faults.strikes('wrong-tid') ? this.opening() : request
    const fields: EnvelopeFields = { tid, bid, timestamp: clock.now(), data }
    if (!faults.on('no-method')) {
      fields.gateway = this.identity.sn
      if (request.method !== undefined) fields.method = request.method
    }
    const say = (): void => this.send(servicesReplyTopic(this.identity.sn), fields)
    if (!faults.strikes('reply-lost')) say()
    return say
  }

  private opening(): { tid: string; bid: string; timestamp: number; gateway: string } {
    const part = (): string =>
      Math.floor(this.needs.random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0')
    const tid = `${part()}-${part()}-${++this.count}`
    return { tid, bid: tid, timestamp: this.needs.clock.now(), gateway: this.identity.sn }
  }

  private send(topic: string, fields: EnvelopeFields, qos: 0 | 1 = 1): void {
    const { faults } = this.needs
    const text = writeEnvelope(fields)
    const payload = faults.on('timestamp-typo') ? text.replace('"timestamp"', '"timestamp:"') : text
    for (let time = faults.on('duplicate') ? 2 : 1; time > 0; time--)
      this.needs.publish(topic, payload, qos)
  }
}
