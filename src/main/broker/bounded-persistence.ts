import { Readable } from 'node:stream'
import type { AedesPublishPacket, Client, Subscription } from 'aedes'
import memory from 'aedes-persistence'
import type { BrokerCounters } from './broker-counters'
import { OfflineQueue } from './offline-queue'

/** The promise side of aedes' memory persistence, as far as it is changed here. */
interface MemoryPersistence {
  storeRetained(packet: AedesPublishPacket): Promise<void>
  addSubscriptions(client: Client, subscriptions: Subscription[]): Promise<void>
  cleanSubscriptions(client: { id: string }): Promise<void>
  cleanIncoming(client: { id: string }): Promise<void>
  outgoingEnqueue(to: { clientId: string }, packet: AedesPublishPacket): Promise<void>
  outgoingEnqueueCombi(to: { clientId: string }[], packet: AedesPublishPacket): Promise<void>
  outgoingUpdate(client: Client, packet: AedesPublishPacket): Promise<void>
  outgoingClearMessageId(
    client: Client,
    packet: AedesPublishPacket,
  ): Promise<AedesPublishPacket | undefined>
  outgoingStream(client: Client): Readable
}

interface BoundedPersistenceOptions {
  counters: BrokerCounters
  maxSessions: number
  /** Bounds of what is kept for one absent client, and in bytes for all of them. */
  queue: { messages: number; bytes: number; bytesOfAll: number }
  retained: { messages: number; bytes: number }
  /** Milliseconds after which the session of an absent client is forgotten. */
  expiry: number
  /** Whether a client may read a filter: aedes stores a refused subscription beside granted ones. */
  mayRead: (client: Client, filter: string) => boolean
  now: () => number
}

interface PersistentSession {
  queue: OfflineQueue<AedesPublishPacket>
  /** Since when its client is absent; undefined while it is here. */
  absentSince: number | undefined
}

/** aedes' memory persistence with bounds: sessions, messages for absent clients, retained messages. */
export class BoundedPersistence {
  /** What aedes is given. */
  readonly forAedes: unknown
  readonly #options: BoundedPersistenceOptions
  readonly #base = memory() as unknown as MemoryPersistence
  readonly #sessions = new Map<string, PersistentSession>()
  readonly #retained = new Map<string, number>()
  #retainedBytes = 0
  #queuedBytes = 0

  constructor(options: BoundedPersistenceOptions) {
    this.#options = options
    this.forAedes = Object.assign(this.#base, this.#changes())
  }

  has(clientId: string): boolean {
    return this.#sessions.has(clientId)
  }

  /** The client of a session is gone; the session stays for a while. */
  left(clientId: string): void {
    const session = this.#sessions.get(clientId)
    if (session !== undefined) session.absentSince = this.#options.now()
  }

  /** The client of a session is here again. */
  returned(clientId: string): void {
    const session = this.#sessions.get(clientId)
    if (session !== undefined) session.absentSince = undefined
  }

  /** End a session with everything in it. */
  async forget(clientId: string): Promise<void> {
    await this.#base.cleanSubscriptions({ id: clientId })
    await this.#base.cleanIncoming({ id: clientId })
  }

  #changes(): Partial<MemoryPersistence> {
    const store = this.#base.storeRetained.bind(this.#base)
    const subscribe = this.#base.addSubscriptions.bind(this.#base)
    const clean = this.#base.cleanSubscriptions.bind(this.#base)
    const { mayRead } = this.#options
    return {
      storeRetained: async (packet) => {
        if (this.#roomToRetain(packet)) await store(packet)
      },
      addSubscriptions: async (client, subscriptions) => {
        if (!this.has(client.id)) await this.#makeRoom()
        this.#session(client.id)
        await subscribe(
          client,
          subscriptions.filter(({ topic }) => mayRead(client, topic)),
        )
      },
      cleanSubscriptions: async (client) => {
        this.#queuedBytes -= this.#sessions.get(client.id)?.queue.bytes ?? 0
        this.#sessions.delete(client.id)
        await clean(client)
      },
      outgoingEnqueue: async (to, packet) => this.#enqueue(to.clientId, packet),
      outgoingEnqueueCombi: async (to, packet) => {
        for (const { clientId } of to) this.#enqueue(clientId, packet)
      },
      outgoingUpdate: async (client, packet) =>
        this.#counted(client.id, (queue) => queue.update(packet)),
      outgoingClearMessageId: async (client, packet) =>
        this.#counted(client.id, (queue) => queue.confirm(packet.messageId)),
      outgoingStream: (client) => Readable.from(this.#sessions.get(client.id)?.queue.all() ?? []),
    }
  }

  #session(clientId: string): PersistentSession {
    const known = this.#sessions.get(clientId)
    if (known !== undefined) return known
    const queue = new OfflineQueue<AedesPublishPacket>(this.#options.queue)
    const session: PersistentSession = { queue, absentSince: undefined }
    this.#sessions.set(clientId, session)
    return session
  }

  #enqueue(clientId: string, packet: AedesPublishPacket): void {
    const { counters, queue: limits } = this.#options
    if (!this.has(clientId)) return
    if (this.#queuedBytes + packet.payload.length > limits.bytesOfAll) {
      counters.queueDropped++
      return
    }
    // A copy: each session gives the message an identifier of its own.
    counters.queueDropped += this.#counted(clientId, (queue) => queue.add({ ...packet })) ?? 0
  }

  /** Do something to a queue and keep the sum over all queues right. */
  #counted<R>(
    clientId: string,
    act: (queue: OfflineQueue<AedesPublishPacket>) => R,
  ): R | undefined {
    const queue = this.#sessions.get(clientId)?.queue
    if (queue === undefined) return undefined
    const before = queue.bytes
    const result = act(queue)
    this.#queuedBytes += queue.bytes - before
    return result
  }

  async #makeRoom(): Promise<void> {
    const { counters, now, expiry, maxSessions } = this.#options
    const absent = [...this.#sessions]
      .flatMap(([clientId, { absentSince }]) =>
        absentSince === undefined ? [] : [{ clientId, absentSince }],
      )
      .sort((a, b) => a.absentSince - b.absentSince)
    for (const { clientId, absentSince } of absent) {
      if (now() - absentSince < expiry && this.#sessions.size < maxSessions) return
      counters.sessionsForgotten++
      await this.forget(clientId)
    }
  }

  #roomToRetain(packet: AedesPublishPacket): boolean {
    const { counters, retained } = this.#options
    const before = this.#retained.get(packet.topic)
    const grown = packet.payload.length - (before ?? 0)
    const full = before === undefined && this.#retained.size >= retained.messages
    if (packet.payload.length > 0 && (full || this.#retainedBytes + grown > retained.bytes)) {
      counters.retainedRefused++
      return false
    }
    this.#retainedBytes += grown
    if (packet.payload.length > 0) this.#retained.set(packet.topic, packet.payload.length)
    else this.#retained.delete(packet.topic)
    return true
  }
}
