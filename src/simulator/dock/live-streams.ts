import type { LiveRequest } from '@protocol/dji/live-services'
import type { LiveStatusEntry } from '@protocol/dji/live-status'
import { cameraPositions } from '@protocol/dji/models'
import { URL_TYPES } from '@protocol/dji/push-url'
import type { Identity } from '../identity'
import { isQuality, type Quality } from '../quality-table'
import { TimedFault } from '../timed-fault'
import { findVideo, type Video } from './cameras'
import { lensName } from './capacity'
import type { Cancel } from './clock'
import type { DockNeeds, DockOptions, Picture, Push, PushEvent, PushProtocol } from './dock-needs'
import { checkStart, CODE, type StartRequest } from './start-check'

interface Stream {
  video: Video
  quality: Quality
  phase: 'starting' | 'live' | 'ended'
  /** DJI code, 0 for none. */
  error: number
  push?: Push
  cancels: Cancel[]
}

/** Says the result of a service, once. */
export type Answer = (result: number) => void

const REACH_MS = 10_000
const OUTSIDE = 1
/** What can be spoken here, by `url_type`. */
const PROTOCOLS: Readonly<Record<number, PushProtocol>> = {
  [URL_TYPES.rtmp]: 'rtmp',
  [URL_TYPES.whip]: 'whip',
}

/** The streams of one gateway: DJI's five live services and what they leave behind. */
export class LiveStreams {
  aircraftOn = false
  private readonly streams = new Map<string, Stream>()
  private readonly lenses = new Map<string, string>()
  private position: 0 | 1 = OUTSIDE
  private failuresLeft = 0

  /** `changed` is told what the dock must publish again. */
  constructor(
    private readonly identity: Identity,
    private readonly options: DockOptions,
    private readonly needs: DockNeeds,
    private readonly changed: (what: 'status' | 'capacity') => void,
  ) {}

  serve(request: LiveRequest, answer: Answer): void {
    switch (request.method) {
      case 'live_start_push':
        return this.start(request, answer)
      case 'live_stop_push':
        return answer(this.stop(request.videoId))
      case 'live_set_quality':
        return answer(this.setQuality(request.videoId, request.quality))
      case 'live_lens_change':
        return answer(this.changeLens(request.lens, request.videoId))
      case 'live_camera_change':
        return answer(this.changePosition(request.videoId, request.position))
    }
  }

  /** `live_status` (DJI: properties), also of streams that have ended. */
  status(): LiveStatusEntry[] {
    return [...this.streams].map(([videoId, { video, quality, phase, error }]) => ({
      videoId,
      live: phase === 'live',
      quality,
      lens: lensName(this.lensNow(videoId) ?? video.lens, this.needs.faults),
      error,
    }))
  }

  lensNow(videoId: string): string | undefined {
    return this.lenses.get(videoId)
  }

  /** The aircraft came or went: what it pushed ends, and its first starts may fail again. */
  setAircraft(on: boolean): void {
    this.aircraftOn = on
    this.failuresLeft = on ? this.options.failFirstStarts : 0
    for (const [videoId, stream] of this.streams)
      if (!on && stream.video.onAircraft) this.end(videoId, 0, 'aircraft off')
    this.showAgain()
    this.changed('status')
  }

  /** Every picture as it is to be now: what decides it has changed. */
  showAgain(): void {
    for (const stream of this.streams.values()) stream.push?.change(this.picture(stream))
  }

  /** Power is gone: nothing is said, nothing is remembered. */
  cut(): void {
    for (const videoId of this.streams.keys()) this.end(videoId, 0, 'power off')
    this.streams.clear()
    this.lenses.clear()
    this.position = OUTSIDE
  }

  private live(): [string, Stream][] {
    return [...this.streams].filter(([, { phase }]) => phase !== 'ended')
  }

  private start(request: StartRequest, answer: Answer): void {
    const video = checkStart(request, {
      identity: this.identity,
      aircraftOn: this.aircraftOn,
      live: this.live().map(([videoId, { video }]) => ({ videoId, onAircraft: video.onAircraft })),
      tooEarly: (wanted) => this.tooEarly(wanted),
      mediaDownload: this.needs.faults.on('media-download'),
    })
    const { quality, videoId, url } = request
    if (typeof video === 'number' || !isQuality(quality))
      return answer(typeof video === 'number' ? video : CODE.qualityRefused)
    const stream: Stream = { video, quality, phase: 'starting', error: 0, cancels: [] }
    this.streams.set(videoId, stream)
    const fail = (): void => {
      if (stream.phase !== 'starting') return
      this.end(videoId, CODE.unreachable, 'media server not reachable')
      answer(CODE.unreachable)
    }
    stream.cancels.push(this.needs.clock.after(REACH_MS, fail))
    // Other protocols are known but cannot be spoken here: as if nobody listened there.
    const protocol = PROTOCOLS[request.urlType]
    if (protocol === undefined) return
    const wish = { videoId, protocol, url, picture: this.picture(stream) }
    stream.push = this.needs.startPush(wish, (event) =>
      this.heard(event, { videoId, stream, fail, answer }),
    )
  }

  private heard(
    event: PushEvent,
    {
      videoId,
      stream,
      fail,
      answer,
    }: { videoId: string; stream: Stream; fail: () => void; answer: Answer },
  ): void {
    if (event === 'failed') return fail()
    if (event === 'lost') return this.end(videoId, CODE.unreachable, 'push lost')
    if (stream.phase !== 'starting') return
    stream.phase = 'live'
    for (const cancel of stream.cancels.splice(0)) cancel()
    this.needs.report({ kind: 'push-started', videoId })
    answer(0)
    this.changed('status')
    const jam = new TimedFault(this.needs, 'congestion', () =>
      this.end(videoId, CODE.congestion, 'congestion'),
    )
    jam.begin()
    stream.cancels.push(() => jam.end())
  }

  private tooEarly(video: Video): number | undefined {
    if (!video.onAircraft || this.failuresLeft === 0) return undefined
    this.failuresLeft--
    return this.failuresLeft % 2 === 0 ? 513006 : 513008
  }

  private stop(videoId: string): number {
    const stream = this.streams.get(videoId)
    if (stream === undefined || stream.phase === 'ended') return CODE.notLive
    this.end(videoId, 0, 'stopped by the station')
    return 0
  }

  private end(videoId: string, error: number, reason: string): void {
    const stream = this.streams.get(videoId)
    if (stream === undefined || stream.phase === 'ended') return
    const wasLive = stream.phase === 'live'
    stream.phase = 'ended'
    stream.error = error
    stream.push?.stop()
    for (const cancel of stream.cancels.splice(0)) cancel()
    if (wasLive) this.needs.report({ kind: 'push-ended', videoId, reason })
    this.changed('status')
  }

  private setQuality(videoId: string, quality: number): number {
    if (!isQuality(quality)) return CODE.qualityRefused
    const stream = this.streams.get(videoId)
    if (stream?.phase !== 'live') return CODE.notLive
    stream.quality = quality
    stream.push?.change(this.picture(stream))
    this.changed('status')
    return 0
  }

  /** Without a video id the one live aircraft stream with lenses is meant. */
  private changeLens(lens: string, meant: string | undefined): number {
    const videoId =
      meant ??
      this.live().find(([, { video }]) => video.onAircraft && video.switchable.length > 1)?.[0]
    const stream = videoId === undefined ? undefined : this.streams.get(videoId)
    if (videoId === undefined || stream?.phase !== 'live') return CODE.notLive
    const { faults } = this.needs
    const chosen = stream.video.switchable.find((name) => lensName(name, faults) === lens)
    if (chosen === undefined) return CODE.otherLive
    this.lenses.set(videoId, chosen)
    stream.push?.change(this.picture(stream))
    this.changed('capacity')
    this.changed('status')
    return 0
  }

  private changePosition(videoId: string, position: number): number {
    const video = findVideo(this.identity, this.aircraftOn, videoId)
    if (typeof video === 'number') return video
    const positions = cameraPositions(this.identity.kind.modelKey, video.camera.index)
    if (positions.length === 0) return CODE.wrongState
    const wanted = positions.find((known) => known === position)
    if (wanted === undefined) return CODE.malformed
    const stream = this.streams.get(videoId)
    if (stream?.phase !== 'live') return CODE.notLive
    this.position = wanted
    stream.push?.change(this.picture(stream))
    this.changed('status')
    return 0
  }

  private picture({ video, quality }: Stream): Picture {
    const picture: Picture = {
      cameraIndex: video.camera.index,
      cameraLabel: video.camera.label,
      quality,
      lens: this.lensNow(video.videoId) ?? video.lens,
      aircraftInDock: !this.aircraftOn,
    }
    return video.onAircraft ? picture : { ...picture, position: this.position }
  }
}
