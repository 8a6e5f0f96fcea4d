import { expect, test } from 'vitest'
import { preferH264 } from './h264-preference'

const h264 = (profile: string, mode = 1) => ({
  mimeType: 'video/H264',
  sdpFmtpLine: `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${profile}`,
})
const OTHERS = [{ mimeType: 'video/VP8' }, { mimeType: 'video/red' }, { mimeType: 'video/ulpfec' }]
const RTX = { mimeType: 'video/rtx' }
const CODECS = [
  ...OTHERS,
  h264('42001f'),
  h264('42001f', 0),
  RTX,
  h264('42e01f', 0),
  h264('42e01f'),
  h264('4d001f', 0),
  h264('4d001f'),
]

test.each([
  ['baseline', '42e01f'],
  ['main', '4d001f'],
  ['high', '4d001f'],
] as const)('%s is offered as %s with retransmission and nothing else', (profile, expected) => {
  expect(preferH264(CODECS, profile)).toEqual([h264(expected), RTX])
})

test('a profile that is there is taken, one that is not gives the next lower', () => {
  expect(preferH264([...CODECS, h264('640020')], 'high')[0]).toEqual(h264('640020'))
  expect(preferH264([h264('42001F')], 'main')).toEqual([h264('42001F')])
  expect(preferH264([...OTHERS, h264('42e01f', 0)], 'baseline')).toEqual([])
})
