import { judgeOffer } from '@protocol/sdp/whip-offer'
import type { EngineEvents, WhipEngine } from './whip-engine'

const HERE = '127.0.0.1'
const ROUNDS = 3
const NOBODY: EngineEvents = { connected: () => {}, packet: () => {}, ended: () => {} }

const FINGERPRINT = Array.from({ length: 32 }, () => '5A').join(':')
/** What the offers of publishers have in common. */
const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=video 9 UDP/TLS/RTP/SAVPF 102 103',
  'c=IN IP4 0.0.0.0',
  'a=mid:0',
  'a=sendonly',
  'a=rtcp-mux',
  'a=setup:actpass',
  'a=ice-ufrag:warm',
  'a=ice-pwd:warmwarmwarmwarmwarmwarm',
  `a=fingerprint:sha-256 ${FINGERPRINT}`,
  'a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'a=rtpmap:102 H264/90000',
  'a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  'a=rtcp-fb:102 nack',
  'a=rtcp-fb:102 nack pli',
  'a=rtcp-fb:102 transport-cc',
  'a=rtpmap:103 rtx/90000',
  'a=fmtp:103 apt=102',
  'a=ssrc-group:FID 1 2',
  'a=ssrc:1 cname:warm',
  'a=ssrc:2 cname:warm',
  '',
].join('\r\n')

/**
 * Answers an offer of nobody a few times: code that never ran takes several times as long, and the
 * first dock of the day shall not wait for that. Its port is a free one of loopback and closed
 * again. Gives whether it was answered; never throws.
 */
export const warmUp = async (engine: WhipEngine): Promise<boolean> => {
  const judged = judgeOffer(OFFER)
  if (!judged.ok) return false
  engine.usePorts({ host: HERE, from: 0, to: 0 })
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const session = await engine.accept(judged.offer, [HERE], NOBODY)
      if (session === 'no-port') return false
      await session.close()
      judgeOffer(OFFER)
    }
    return true
  } catch {
    return false
  }
}
