import { preferH264 } from './h264-preference'
import type { PublisherOrder, PublisherOutput, PublisherPace } from './publisher-contract'
import { startAt } from './start-bitrate'

/** Chromium's own, not a standard: a video track whose pictures are written. */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>
}
declare const MediaStreamTrackGenerator: new (options: { kind: 'video' }) => TrackGenerator

type Opened = Extract<PublisherOrder, { kind: 'open' }>

const GATHERING_MS = 1_000

/** One peer connection that sends what is written into its track. */
export class PeerPublisher {
  /** Where its pictures are written. */
  readonly pictures: WritableStream<VideoFrame>
  private readonly connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' })
  private readonly track: TrackGenerator
  private readonly sender: RTCRtpSender
  private readonly number: number
  private pace: PublisherPace

  constructor(
    opened: Opened,
    private readonly say: (output: PublisherOutput) => void,
  ) {
    this.number = opened.publisher
    this.pace = opened.pace
    this.track = new MediaStreamTrackGenerator({ kind: 'video' })
    this.pictures = this.track.writable
    const transceiver = this.connection.addTransceiver(this.track, {
      direction: 'sendonly',
      streams: [new MediaStream([this.track])],
      sendEncodings: [encodingOf(opened.pace)],
    })
    this.sender = transceiver.sender
    const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? []
    transceiver.setCodecPreferences(preferH264(codecs, opened.profile))
    if (opened.audio) this.connection.addTransceiver('audio', { direction: 'sendonly' })
    this.connection.onconnectionstatechange = () => this.changed()
    this.offer().catch(() => this.gone())
  }

  /** Encodes otherwise from now on; the size follows the pictures. */
  setPace(pace: PublisherPace): void {
    this.pace = pace
    const parameters = this.sender.getParameters()
    parameters.encodings = parameters.encodings.map((one) => ({ ...one, ...encodingOf(pace) }))
    this.sender.setParameters(withFullSize(parameters)).catch(() => undefined)
  }

  answer(sdp: string): void {
    this.connection
      .setRemoteDescription({ type: 'answer', sdp: startAt(sdp, this.pace.bitrate) })
      .then(() => {
        // Its transport and parameters are there only now.
        const { transport } = this.sender
        if (transport !== null)
          transport.onstatechange = () => {
            if (transport.state === 'closed' || transport.state === 'failed') this.gone()
          }
        this.setPace(this.pace)
      })
      .catch(() => this.gone())
  }

  close(): void {
    this.connection.onconnectionstatechange = null
    if (this.sender.transport !== null) this.sender.transport.onstatechange = null
    this.connection.close()
    this.track.stop()
  }

  private async offer(): Promise<void> {
    await this.connection.setLocalDescription()
    await this.gathered()
    const sdp = this.connection.localDescription?.sdp ?? ''
    this.say({ kind: 'offer', publisher: this.number, sdp })
  }

  private gathered(): Promise<void> {
    return new Promise((done) => {
      this.connection.onicecandidate = ({ candidate }) => {
        if (candidate === null) done()
      }
      setTimeout(done, GATHERING_MS)
    })
  }

  private changed(): void {
    const { connectionState } = this.connection
    if (connectionState === 'connected') this.tell('connected')
    else if (connectionState === 'disconnected') this.tell('unsteady')
    else if (connectionState === 'failed') this.gone()
  }

  private gone(): void {
    this.tell('gone')
  }

  private tell(state: 'connected' | 'unsteady' | 'gone'): void {
    this.say({ kind: 'state', publisher: this.number, state })
  }
}

const encodingOf = ({ bitrate, fps, active }: PublisherPace): RTCRtpEncodingParameters => ({
  maxBitrate: bitrate,
  maxFramerate: fps,
  active,
})

/** Pictures keep the size that was asked for; when there are too many bits, there are fewer. */
const withFullSize = (parameters: RTCRtpSendParameters): RTCRtpSendParameters =>
  Object.assign(parameters, { degradationPreference: 'maintain-resolution' })
