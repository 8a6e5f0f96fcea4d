import type { WhipOffer } from '@protocol/sdp/whip-offer'
import type { EngineEvents, EngineSession, WhipEngine } from './whip-engine'

/** For tests: a publisher's transport that does what the test says. */
export class FakeEngineSession implements EngineSession {
  readonly answer = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-pwd:oursecret\r\n'
  readonly repeats = true
  keys = 0
  closed = false

  constructor(
    readonly offer: WhipOffer,
    readonly addresses: readonly string[],
    readonly events: EngineEvents,
  ) {}

  demandKey(): void {
    this.keys++
  }

  async close(): Promise<void> {
    this.closed = true
  }
}

/** For tests: an engine without any network. */
export class FakeEngine implements WhipEngine {
  readonly sessions: FakeEngineSession[] = []
  readonly places: unknown[] = []
  /** What happens instead of a session. */
  instead: 'no-port' | 'never' | 'throws' | undefined

  async accept(
    offer: WhipOffer,
    addresses: readonly string[],
    events: EngineEvents,
  ): Promise<EngineSession | 'no-port'> {
    if (this.instead === 'no-port') return 'no-port'
    if (this.instead === 'throws') throw new Error('engine')
    if (this.instead === 'never') return new Promise(() => {})
    const session = new FakeEngineSession(offer, addresses, events)
    this.sessions.push(session)
    return session
  }

  usePorts(place: unknown): void {
    this.places.push(place)
  }
}

/** For tests: an offer as OBS's library libdatachannel 0.22 writes it, recorded. */
export const OFFER = `v=0
o=rtc 2612397699 0 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE video
a=group:LS video
a=msid-semantic:WMS *
a=ice-options:ice2,trickle
a=fingerprint:sha-256 5E:0A:95:38:50:7C:31:D6:55:8F:DA:EB:3A:EF:1E:5B:FE:C1:4B:6A:F8:1F:6D:51:25:4C:38:BF:C1:0F:6D:4F
m=video 46973 UDP/TLS/RTP/SAVPF 96
c=IN IP4 127.0.0.1
a=mid:video
a=sendonly
a=ssrc:42 cname:v
a=ssrc:42 msid:s t
a=msid:s t
a=rtcp-mux
a=rtpmap:96 H264/90000
a=rtcp-fb:96 nack
a=rtcp-fb:96 nack pli
a=rtcp-fb:96 goog-remb
a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1
a=setup:actpass
a=ice-ufrag:dbe0
a=ice-pwd:Lh1BYP+DlIOtdDzMEXakvT
a=candidate:1 1 UDP 2114977791 127.0.0.1 46973 typ host
a=end-of-candidates
`.replaceAll('\n', '\r\n')
