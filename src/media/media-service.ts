import type { MediaReport, MediaRequest } from '@shared/media-contract'
import type { PullOutcome, PullProtocol } from '@shared/media-server'
import type { IngestProtocol } from '@shared/stream'
import { Hub } from './hub/hub'
import { ExpectedStreams } from './ingest/expected-streams'
import { RtmpServer } from './ingest/rtmp/rtmp-server'
import { createWhipServer } from './ingest/whip/create-whip-server'
import type { WhipServer } from './ingest/whip/whip-server'
import type { OutletPort } from './outlet/outlet-port'
import { PortOutlet } from './outlet/port-outlet'
import { createPullDesk } from './pull/create-pull-desk'
import { ReportCounter } from './report-counter'

const MAX_OUTLETS = 1000

/** The media process without its process: takes main's requests, gives reports. */
export class MediaService {
  private readonly hub: Hub
  private readonly expected = new ExpectedStreams()
  private readonly rtmp: RtmpServer
  private readonly pulls: ReturnType<typeof createPullDesk>
  /** Made when it is asked for, so that RTMP does not depend on it. */
  private whip: Promise<WhipServer> | undefined
  private whipRuns: WhipServer | undefined
  private readonly outlets = new Map<string, PortOutlet>()
  private readonly refused = new ReportCounter()
  private readonly dropped = new ReportCounter()

  /** `now` gives milliseconds since the epoch. */
  constructor(
    private readonly report: (report: MediaReport) => void,
    private readonly now: () => number,
  ) {
    this.hub = new Hub(now)
    this.rtmp = new RtmpServer(this.hub, this.expected, this.events('rtmp'), now)
    const pullEvents = {
      pulled: (stream: string, by: PullProtocol, outcome: PullOutcome, detail: string) =>
        this.report({ kind: 'pulled', stream, by, outcome, detail }),
      dropped: (stream: string, problem: string) => this.dropped.add(problem, stream),
    }
    this.pulls = createPullDesk(this.hub, pullEvents, now)
  }

  private events(by: IngestProtocol) {
    return {
      publisher: (stream: string, event: 'started' | 'ended', reason: string) =>
        this.report({ kind: 'publisher', stream, event, reason, by }),
      refused: (reason: string, remote: string, stream?: string) =>
        this.refused.add(reason, remote, stream),
      dropped: (stream: string, problem: string) => this.dropped.add(problem, stream),
    }
  }

  /** Does what main asks. `port` is the one that came with `open`. */
  async request(request: MediaRequest, port?: OutletPort): Promise<void> {
    switch (request.kind) {
      case 'listen':
        this.report(await this.rtmp.listen(request.host, request.port))
        return
      case 'expect':
        this.expected.set(request.streams)
        this.rtmp.recheck()
        this.whipRuns?.recheck()
        return
      case 'listen-whip':
        this.report(await this.listenWhip(request))
        return
      case 'unlisten-whip':
        await this.stopWhip()
        return
      case 'pull':
        this.pull(request)
        return
      case 'pull-again':
        this.pulls.desk.again(request.stream)
        return
      case 'open':
        this.open(request, port)
        return
      case 'stop':
        await this.stop()
    }
  }

  /** To be called once a second: deadlines, meters and counted reports. */
  tick(): void {
    this.rtmp.tick()
    this.whipRuns?.tick()
    this.pulls.desk.tick()
    for (const { about, ...refused } of this.refused.take())
      this.report({ kind: 'refused', remote: about, ...refused })
    for (const { reason, about, count } of this.dropped.take()) {
      const text = `${about}: ${String(count)} units dropped, ${reason}`
      this.report({ kind: 'log', level: 'warn', text })
    }
    this.report({ kind: 'meters', meters: this.hub.meters() })
  }

  private pull({ pulls, ffmpeg }: MediaRequest & { kind: 'pull' }): void {
    this.pulls.ffmpeg.use(ffmpeg)
    const left = this.pulls.desk.set(pulls)
    if (left === 0) return
    const text = `${String(left)} streams more than can be fetched`
    this.report({ kind: 'log', level: 'warn', text })
  }

  private open(request: MediaRequest & { kind: 'open' }, port: OutletPort | undefined): void {
    const { subscription, stream, format } = request
    if (!port) return
    this.outlets.get(subscription)?.close()
    if (this.outlets.size >= MAX_OUTLETS) {
      port.close()
      return
    }
    const outlet = new PortOutlet(this.hub.stream(stream), port, format, () => {
      if (this.outlets.get(subscription) === outlet) this.outlets.delete(subscription)
      if (outlet.dropped === 0) return
      const text = `${stream}: ${String(outlet.dropped)} units not sent to a player that fell behind`
      this.report({ kind: 'log', level: 'info', text })
    })
    this.outlets.set(subscription, outlet)
  }

  private async listenWhip(request: MediaRequest & { kind: 'listen-whip' }): Promise<MediaReport> {
    try {
      this.whip ??= createWhipServer({
        hub: this.hub,
        expected: this.expected,
        events: {
          ...this.events('whip'),
          exchange: (exchange) => this.report({ kind: 'whip-exchange', exchange }),
        },
        now: this.now,
      })
      this.whipRuns = await this.whip
      return await this.whipRuns.listen(request)
    } catch (error) {
      this.whip = undefined
      const detail = String(error)
      return { kind: 'listen-failed', ingest: 'whip', code: 'whip-listen-failed', detail }
    }
  }

  private async stopWhip(): Promise<void> {
    const { whip } = this
    this.whip = undefined
    this.whipRuns = undefined
    await (await whip)?.stop()
  }

  private async stop(): Promise<void> {
    this.rtmp.stop()
    this.pulls.desk.set([])
    for (const outlet of [...this.outlets.values()]) outlet.close()
    await this.stopWhip()
  }
}
