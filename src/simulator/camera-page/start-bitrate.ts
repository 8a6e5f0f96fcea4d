const H264_FMTP = /^(a=fmtp:\d+ [^\r\n]*profile-level-id=[^\r\n]*)/gm

/**
 * An answer after which Chromium begins with so many bits a second: a dock does not feel its way
 * up from a third of a megabit.
 */
export function startAt(answer: string, bitrate: number): string {
  const rate = Math.round(bitrate / 1000)
  return answer.replace(H264_FMTP, `$1;x-google-start-bitrate=${rate}`)
}
