import type { Envelope } from '@protocol/dji/envelope'
import { parseLiveRequest } from '@protocol/dji/live-services'
import type { DebugMode } from './debug-mode'
import type { DockNeeds, DockOptions } from './dock-needs'
import type { DockVoice } from './dock-voice'
import type { LiveStreams } from './live-streams'
import { CODE } from './start-check'

const REMEMBERED = 64

/** Takes services, does the work and answers, each `tid` once. */
export class ServiceDesk {
  /** What was answered to a request, or undefined while it is being worked on. */
  private readonly answered = new Map<string, (() => void) | undefined>()

  constructor(
    private readonly parts: { voice: DockVoice; streams: LiveStreams; debug: DebugMode },
    private readonly options: Pick<DockOptions, 'replyDelay'>,
    private readonly needs: Pick<DockNeeds, 'clock' | 'random' | 'faults'>,
  ) {}

  receive(request: Envelope): void {
    const { tid, method, data } = request
    if (this.answered.has(tid)) return this.answered.get(tid)?.()
    this.remember(tid, undefined)
    const [least, most] = this.options.replyDelay
    const late = this.needs.faults.amount('reply-late') ?? 0
    const due = this.needs.clock.now() + least + this.needs.random() * (most - least) + late
    const answer = (result: number, more: object = {}): void => {
      this.needs.clock.after(Math.max(0, due - this.needs.clock.now()), () => {
        this.remember(tid, this.parts.voice.reply(request, { result, ...more }))
      })
    }
    const forced = this.needs.faults.forcedCode(method ?? '')
    if (forced !== undefined) return answer(forced)
    const live = parseLiveRequest(method, data)
    if (live === 'malformed') return answer(CODE.malformed)
    if (live !== 'unknown-method') return this.parts.streams.serve(live, answer)
    const other = this.parts.debug.serve(method ?? '')
    answer(other, other === 0 ? { output: { status: 'sent' } } : {})
  }

  private remember(tid: string, again: (() => void) | undefined): void {
    this.answered.set(tid, again)
    const oldest = this.answered.keys().next().value
    if (this.answered.size > REMEMBERED && oldest !== undefined) this.answered.delete(oldest)
  }
}
