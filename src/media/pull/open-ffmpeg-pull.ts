import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { PullSource } from '@shared/media-server'
import { ffmpegArguments } from './ffmpeg-arguments'
import type { FfmpegCheck } from './ffmpeg-program'
import { FfmpegWords } from './ffmpeg-words'
import { FlvFeed } from './flv-feed'
import { endWithUs } from './live-children'
import type { OpenPull, PullEnd, PullEvents } from './pull-source'
import { saidOfSource } from './said-of-source'

type Child = ChildProcessByStdio<null, Readable, Readable>

/** Fetches what only FFmpeg can fetch: RTMP, RTSP and HLS. `check` gives the program, if it is usable. */
export const ffmpegPull =
  (check: () => Promise<FfmpegCheck>): OpenPull =>
  (source, events, now) => {
    const pull = new FfmpegPull(source, events, now)
    void check().then((program) => pull.run(program))
    return pull
  }

class FfmpegPull {
  private child: Child | undefined
  private readonly words: FfmpegWords
  private readonly feed: FlvFeed
  private answered = false
  private done = false

  constructor(
    private readonly source: PullSource,
    private readonly events: PullEvents,
    now: () => number,
  ) {
    this.words = new FfmpegWords(() => this.connected())
    this.feed = new FlvFeed(events, now)
  }

  stop(): void {
    this.done = true
    this.child?.kill('SIGKILL')
  }

  run(check: FfmpegCheck): void {
    if (this.done) return
    if (check.kind !== 'usable') {
      this.over(check.kind, check.detail)
      return
    }
    const args = ffmpegArguments(this.source, check.libavformat)
    if (args) this.listen(this.start(check.program, args))
    else this.over('unreadable', `not an address of ${this.source.by.toUpperCase()}`)
  }

  private start(program: string, args: string[]): Child {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    this.child = child
    endWithUs(child)
    return child
  }

  private listen(child: Child): void {
    child.stdout.on('data', (bytes: Buffer) => {
      if (this.done) return
      this.connected()
      const problem = this.feed.push(bytes)
      if (problem !== undefined) this.over('unreadable', problem)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (!this.done) this.words.take(text)
    })
    child.on('error', (error) => this.over('ffmpeg-missing', error.message))
    child.on('close', (code) => this.closed(code))
  }

  private connected(): void {
    if (this.answered || this.done) return
    this.answered = true
    this.events.answered()
  }

  private closed(code: number | null): void {
    const { last, meaning } = this.words
    const outcome = meaning ?? (this.answered ? 'ended' : 'unreachable')
    this.over(outcome, last === '' ? `FFmpeg ended with ${String(code)}` : last)
  }

  private over(outcome: PullEnd, detail: string): void {
    if (this.done) return
    this.stop()
    this.events.over(outcome, saidOfSource(detail, this.source))
  }
}
