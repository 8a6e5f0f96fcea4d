import type { MediaReport, MediaRequest } from '@shared/media-contract'
import { Hub } from './hub/hub'
import { RtmpServer } from './ingest/rtmp/rtmp-server'
import type { OutletPort } from './outlet/outlet-port'
import { PortOutlet } from './outlet/port-outlet'
import { ReportCounter } from './report-counter'

const MAX_OUTLETS = 1000

/** The media process without its process: takes main's requests, gives reports. */
export class MediaService {
  private readonly hub: Hub
  private readonly rtmp: RtmpServer
  private readonly outlets = new Map<string, PortOutlet>()
  private readonly refused = new ReportCounter()
  private readonly dropped = new ReportCounter()

  /** `now` gives milliseconds since the epoch. */
  constructor(
    private readonly report: (report: MediaReport) => void,
    now: () => number,
  ) {
    this.hub = new Hub(now)
    const events = {
      publisher: (stream: string, event: 'started' | 'ended', reason: string) =>
        this.report({ kind: 'publisher', stream, event, reason }),
      refused: (reason: string, remote: string, stream?: string) =>
        this.refused.add(reason, remote, stream),
      dropped: (stream: string, problem: string) => this.dropped.add(problem, stream),
    }
    this.rtmp = new RtmpServer(this.hub, events, now)
  }

  /** Does what main asks. `port` is the one that came with `open`. */
  async request(request: MediaRequest, port?: OutletPort): Promise<void> {
    switch (request.kind) {
      case 'listen':
        this.report(await this.rtmp.listen(request.host, request.port))
        return
      case 'expect':
        this.rtmp.expect(request.streams)
        return
      case 'open':
        this.open(request, port)
        return
      case 'stop':
        this.stop()
    }
  }

  /** To be called once a second: deadlines, meters and counted reports. */
  tick(): void {
    this.rtmp.tick()
    for (const { about, ...refused } of this.refused.take())
      this.report({ kind: 'refused', remote: about, ...refused })
    for (const { reason, about, count } of this.dropped.take()) {
      const text = `${about}: ${String(count)} units dropped, ${reason}`
      this.report({ kind: 'log', level: 'warn', text })
    }
    this.report({ kind: 'meters', meters: this.hub.meters() })
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

  private stop(): void {
    this.rtmp.stop()
    for (const outlet of [...this.outlets.values()]) outlet.close()
  }
}
