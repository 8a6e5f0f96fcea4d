import { spawnSync } from 'node:child_process'
import rtc from 'node-datachannel'
import type { Publisher, RunningPublisher } from '../publisher'

const FPS = 15
const PAYLOAD_TYPE = 96
const CLOCK = 90_000
/** One key picture, then none: another one is made by beginning anew. */
const CLIP =
  '-v error -f lavfi -i testsrc2=size=640x360:rate=15:duration=20 -c:v libx264 -profile:v baseline ' +
  '-tune zerolatency -preset ultrafast -b:v 800k -maxrate 800k -bufsize 400k -g 600 -x264-params aud=1 -f h264 -'
const DELIMITER = Buffer.from([0, 0, 0, 1, 9])

let clip: Buffer[] = []

/** libdatachannel, OBS's library, with pictures of x264. */
export const libdatachannel: Publisher = {
  name: 'libdatachannel',
  heedsKeyDemand: true,
  leaves: 'delete',
  look: async () => {
    const { stdout, status } = spawnSync('ffmpeg', CLIP.split(' '), { maxBuffer: 1 << 25 })
    if (status !== 0) return { skipped: 'Debian: ffmpeg, for its pictures' }
    clip = picturesOf(stdout)
    return { version: rtc.getLibraryVersion() }
  },
  start: (url) => new LibdatachannelPush(url),
}

class LibdatachannelPush implements RunningPublisher {
  private readonly peer = new rtc.PeerConnection('interop', { iceServers: [] })
  private readonly config = new rtc.RtpPacketizationConfig(42, 'video', PAYLOAD_TYPE, CLOCK)
  private readonly track
  private words = ''
  private resource = ''
  private next = 0
  private sending: NodeJS.Timeout | undefined

  constructor(url: string) {
    const video = new rtc.Video('video', 'SendOnly')
    video.addH264Codec(PAYLOAD_TYPE)
    video.addSSRC(42, 'video', 'stream', 'track')
    this.track = this.peer.addTrack(video)
    const packetizer = new rtc.H264RtpPacketizer('StartSequence', this.config)
    packetizer.addToChain(new rtc.RtcpSrReporter(this.config))
    packetizer.addToChain(new rtc.RtcpNackResponder())
    this.track.setMediaHandler(packetizer)
    this.track.onMessage((rtcp) => {
      if (demandsKey(rtcp)) this.next = 0
    })
    this.track.onOpen(() => (this.sending = setInterval(() => this.send(), 1000 / FPS)))
    this.peer.onGatheringStateChange((state) => {
      if (state === 'complete') void this.post(url).catch((error) => (this.words = String(error)))
    })
    this.peer.setLocalDescription()
  }

  leave(): void {
    this.kill()
    void fetch(this.resource, { method: 'DELETE' }).catch((error) => (this.words = String(error)))
  }

  kill(): void {
    clearInterval(this.sending)
    this.peer.close()
  }

  said(): string {
    return this.words
  }

  private async post(url: string): Promise<void> {
    const body = this.peer.localDescription()?.sdp ?? ''
    const headers = { 'content-type': 'application/sdp' }
    const reply = await fetch(url, { method: 'POST', body, headers })
    const answer = await reply.text()
    if (reply.status !== 201) return void (this.words = `${reply.status} ${answer}`)
    this.resource = new URL(reply.headers.get('location') ?? '', url).href
    this.peer.setRemoteDescription(answer, 'answer')
  }

  private send(): void {
    const picture = clip[this.next++ % clip.length]
    this.config.timestamp += CLOCK / FPS
    if (picture !== undefined && this.track.isOpen()) this.track.sendMessageBinary(picture)
  }
}

/** Each begins with a delimiter. */
function picturesOf(stream: Buffer): Buffer[] {
  const pictures: Buffer[] = []
  for (let from = stream.indexOf(DELIMITER); from >= 0;) {
    const to = stream.indexOf(DELIMITER, from + DELIMITER.length)
    pictures.push(stream.subarray(from, to < 0 ? stream.length : to))
    from = to
  }
  return pictures
}

/** Whether a compound RTCP packet has a Picture Loss Indication (RFC 4585 6.3.1) in it. */
function demandsKey(rtcp: Buffer): boolean {
  for (let at = 0; at + 4 <= rtcp.length; at += 4 * (rtcp.readUInt16BE(at + 2) + 1))
    if (rtcp[at + 1] === 206 && ((rtcp[at] ?? 0) & 0x1f) === 1) return true
  return false
}
