import { writeEnvelope, type Envelope } from '@protocol/dji/envelope'
import {
  eventsReplyTopic,
  requestsReplyTopic,
  statusReplyTopic,
  type ParsedTopic,
} from '@protocol/dji/topics'
import { answerRequest } from './answer-request'
import { AnsweredTable } from './answered-table'
import type { Cloud } from './cloud'

/** A message to publish. */
export interface Answer {
  topic: string
  payload: string
}

const OK = { result: 0 }

/**
 * Answers what gateways ask of their cloud while they come online and after (DJI: requests, events,
 * status). Answers at once; silence makes a dock wait for up to forty seconds.
 */
export class Responder {
  readonly #cloud: Cloud
  readonly #answered: AnsweredTable

  constructor(cloud: Cloud) {
    this.#cloud = cloud
    this.#answered = new AnsweredTable(cloud.now)
  }

  /**
   * The answers to one message, none when it needs none or when another station answers at this
   * site. A message that comes again is answered again with the same text. Never throws.
   */
  receive(topic: ParsedTopic, envelope: Envelope): Answer[] {
    if (!this.#cloud.settings().respond) return []
    const before = this.#answered.find(topic, envelope)
    if (before) return [before]
    const answer = this.#answer(topic, envelope)
    if (!answer) return []
    this.#answered.remember(topic, envelope, answer)
    return [answer]
  }

  #answer({ kind, sn }: ParsedTopic, envelope: Envelope): Answer | undefined {
    if (kind === 'requests') {
      this.#cloud.progress.reached(sn, 'connected')
      const data = answerRequest(this.#cloud, sn, envelope)
      return { topic: requestsReplyTopic(sn), payload: this.#write(envelope, data) }
    }
    if (kind === 'events' && envelope.needReply) {
      return { topic: eventsReplyTopic(sn), payload: this.#write(envelope, OK) }
    }
    if (kind === 'status') {
      const { method = 'update_topo' } = envelope
      if (method !== 'update_topo') return undefined
      return { topic: statusReplyTopic(sn), payload: this.#write({ ...envelope, method }, OK) }
    }
    return undefined
  }

  #write(envelope: Envelope, data: Readonly<Record<string, unknown>>): string {
    const { tid, bid, method } = envelope
    const timestamp = this.#cloud.now()
    return writeEnvelope({ tid, bid, timestamp, data, ...(method !== undefined && { method }) })
  }
}
