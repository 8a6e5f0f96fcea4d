import { expect, test } from 'vitest'
import { startAt } from './start-bitrate'

test('only H.264 begins at the bit rate, whatever ends its lines', () => {
  const answer = [
    'm=video 9 UDP/TLS/RTP/SAVPF 102 103',
    'a=rtpmap:102 H264/90000',
    'a=fmtp:102 packetization-mode=1;profile-level-id=42e01f',
    'a=fmtp:103 apt=102',
    '',
  ]
  const begins = answer.with(2, `${answer[2]};x-google-start-bitrate=1500`)
  for (const end of ['\r\n', '\n'])
    expect(startAt(answer.join(end), 1_500_000)).toBe(begins.join(end))
})
