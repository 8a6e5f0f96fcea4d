import type { AccessUnit } from '@shared/access-unit'
import type { OutletFormat, OutletMessage } from '@shared/media-contract'
import type { HubStream, StreamState } from '../hub/hub-stream'
import { outletForm, type OutletForm } from './outlet-form'
import type { OutletPort } from './outlet-port'
import { readPlayerMessage } from './player-message'

/** More than a group of pictures, so that a replay does not close the window by itself. */
const WINDOW = 600
/** The same in bytes, for pictures of a size no dock sends. */
const WINDOW_BYTES = 64 << 20
/** Players report what they took in steps; this much out means that they have caught up. */
const CAUGHT_UP = 150

/**
 * One player's view of a stream, over a port. Sends as long as the player keeps up; when too much is
 * out it drops, counts, and begins again with the last group of pictures once the player is back.
 */
export class PortOutlet {
  private readonly form: OutletForm
  private readonly unwatch: () => void
  /** Bytes of each message that is out, oldest first, and their sum. */
  private readonly out: number[] = []
  private outBytes = 0
  private sent = 0
  private limit = WINDOW
  private behind = false
  /** False until a unit with a configuration went out: a player can do nothing with what is before. */
  private begun = false
  private closed = false
  /** Units not sent because the player was too far behind. */
  dropped = 0

  constructor(
    private readonly stream: HubStream,
    private readonly port: OutletPort,
    format: OutletFormat,
    private readonly onClose: () => void = () => {},
  ) {
    this.form = outletForm(format)
    port.on('message', ({ data }) => this.receive(data))
    port.on('close', () => this.close())
    this.unwatch = stream.watch({
      unit: (unit) => this.unit(unit),
      state: (state) => this.state(state),
    })
    port.start()
    this.state(stream.state)
    this.replay()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.unwatch()
    this.port.close()
    this.onClose()
  }

  private receive(data: unknown): void {
    const message = readPlayerMessage(data)
    if (!message || this.closed) return
    if (message.kind === 'close') this.close()
    else if (message.kind === 'taken') this.take(message.count)
    else if (this.full) this.behind = true
    else if (!this.behind) this.replay()
  }

  private get full(): boolean {
    return this.out.length >= this.limit || this.outBytes >= WINDOW_BYTES
  }

  private take(count: number): void {
    const left = this.sent - count
    if (left < 0 || left > this.out.length) return
    for (const bytes of this.out.splice(0, this.out.length - left)) this.outBytes -= bytes
    if (!this.behind || left > CAUGHT_UP || this.outBytes > WINDOW_BYTES / 2) return
    this.behind = false
    this.post({ kind: 'state', ...this.stream.state })
    this.replay()
  }

  /** Configuration and group of pictures; without any, the next key picture begins the stream. */
  private replay(): void {
    this.begun = false
    const units = this.stream.replay()
    this.limit = Math.max(WINDOW, units.length + WINDOW / 2)
    for (const unit of units) this.send(unit, true)
  }

  private unit(unit: AccessUnit): void {
    if (this.full) this.behind = true
    if (this.behind) {
      this.dropped++
      return
    }
    if (this.begun || unit.config) this.send(unit, false)
    // The group of pictures in the cache begins with this very unit, and names the configuration.
    else if (unit.key) for (const first of this.stream.replay()) this.send(first, false)
  }

  private send(unit: AccessUnit, replay: boolean): void {
    this.begun = true
    for (const message of this.form.write(unit, replay)) this.post(message)
  }

  private state(state: StreamState): void {
    // While behind, the newest state is told on catching up: states must not pile up either.
    if (!this.behind) this.post({ kind: 'state', ...state })
  }

  private post(message: OutletMessage): void {
    if (this.closed) return
    const bytes = sizeOf(message)
    this.sent++
    this.out.push(bytes)
    this.outBytes += bytes
    this.port.postMessage(message)
  }
}

const sizeOf = (message: OutletMessage): number => {
  if (message.kind === 'unit') return message.unit.data.length
  return message.kind === 'flv' ? message.data.length : 0
}
