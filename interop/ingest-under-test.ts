import { randomBytes } from 'node:crypto'
import { WhipTap } from '../bench/whip-tap'
import { MediaService } from '../src/media/media-service'
import type { MediaReport, OutletFormat } from '../src/shared/media-contract'
import type { PullSource } from '../src/shared/media-server'
import { WatchedStream } from './watched-stream'

const SECOND = 1000

/** A report of the media process and when it came, milliseconds since the epoch. */
export type SeenReport = MediaReport & { at: number }

/** The media process as it is, in this process, behind a tap. */
export class IngestUnderTest {
  readonly reports: SeenReport[] = []
  private readonly key = randomBytes(8).toString('hex')
  private readonly service: MediaService
  private readonly ticking: NodeJS.Timeout
  private streams: string[] = []
  private subscriptions = 0

  private constructor(
    private readonly host: string,
    readonly tap: WhipTap,
    report: { to: (report: MediaReport) => void },
  ) {
    this.service = new MediaService((told) => report.to(told), Date.now)
    this.ticking = setInterval(() => this.service.tick(), SECOND)
  }

  /** Takes WHIP on an address of this computer, ports as the system chooses. */
  static async open(host: string): Promise<IngestUnderTest> {
    let port = 0
    const tap = await WhipTap.open(() => port, host)
    const report = { to: (_: MediaReport): void => undefined }
    const ingest = new IngestUnderTest(host, tap, report)
    report.to = (told) => {
      ingest.reports.push({ ...told, at: Date.now() })
      if (told.kind === 'listening') port = told.port
    }
    const udp = { from: 0, to: 0 }
    await ingest.service.request({ kind: 'listen-whip', host, port: 0, udp })
    if (port === 0) throw new Error(`no WHIP: ${JSON.stringify(ingest.reports)}`)
    return ingest
  }

  /** Expects one more stream. @returns the address to publish it to, and one with a wrong key. */
  async expect(stream: string): Promise<{ right: string; wrong: string }> {
    this.streams.push(stream)
    const streams = this.streams.map((name) => ({ stream: name, key: this.key }))
    await this.service.request({ kind: 'expect', streams })
    const place = `http://${this.host}:${this.tap.port}/rtc/v1/whip/?app=live&stream=${stream}_`
    return { right: place + this.key, wrong: `${place}0000000000000000` }
  }

  /** Watches a stream from now on. */
  async watch(stream: string, format: OutletFormat): Promise<WatchedStream> {
    const viewer = new WatchedStream()
    const subscription = String(this.subscriptions++)
    await this.service.request({ kind: 'open', subscription, stream, format }, viewer)
    return viewer
  }

  /** Why the publisher of a stream ended, if it has since then. */
  ended(stream: string, since: number): string | undefined {
    const report = this.reports.find(
      (told) =>
        told.kind === 'publisher' &&
        told.event === 'ended' &&
        told.stream === stream &&
        told.at >= since,
    )
    return report?.kind === 'publisher' ? report.reason : undefined
  }

  /** Fetches this stream, and no other; nothing any more without a source. */
  async pull(stream: string, source?: PullSource): Promise<void> {
    const pulls = source === undefined ? [] : [{ stream, sources: [source] }]
    await this.service.request({ kind: 'pull', pulls })
  }

  /** What was last told of fetching a stream since then. */
  pulled(stream: string, since: number): string | undefined {
    const report = this.reports.findLast(
      (told) => told.kind === 'pulled' && told.stream === stream && told.at >= since,
    )
    return report?.kind === 'pulled' ? report.outcome : undefined
  }

  /** Pictures of a stream that were thrown away so far. */
  dropped(stream: string): number {
    const meters = this.reports.findLast((told) => told.kind === 'meters')
    return meters?.kind === 'meters' ? (meters.meters[stream]?.dropped ?? 0) : 0
  }

  async close(): Promise<void> {
    clearInterval(this.ticking)
    await this.service.request({ kind: 'stop' })
    this.tap.close()
  }
}
