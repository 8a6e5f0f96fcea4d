import type { PullEnd } from './pull-source'

const MAX_LINE = 500
const MAX_LINES = 4
const CONNECTED = /Successfully connected|Connection (?:to|attempt).*succeeded/

/** What FFmpeg says when it ends, in the order of how sure it makes one. */
const MEANINGS: readonly [RegExp, PullEnd][] = [
  [
    /\b(?:401|403)\b|Unauthorized|Forbidden|access denied|authoriz|authentication failed/i,
    'refused',
  ],
  [/\b(?:404|454)\b|not found|no such (?:stream|channel|app)|NoSuchStream/i, 'no-stream'],
  [/codec hevc not compatible/i, 'ffmpeg-old'],
  [/not compatible with flv|Protocol .* not on whitelist|matches no streams/i, 'unreadable'],
  [
    /Connection refused|-1006[015]|No route|unreachable|Failed to resolve|resolve host/i,
    'unreachable',
  ],
  [/Invalid data found|Unsupported|could not find codec/i, 'unreadable'],
]
/** What is told at every try and says nothing. */
const TALK =
  /^\[(?:tcp|tls|hls|http|https|flv|rtsp|h264|hevc) @ [^\]]*\] (?:Starting|Successfully|Opening)/

/** What one FFmpeg says on its error output: bounded, whatever it is. */
export class FfmpegWords {
  private rest = ''
  private readonly lines: string[] = []

  /** `connected` is called, perhaps more than once, when it says that the server is there. */
  constructor(private readonly connected: () => void) {}

  take(text: string): void {
    const lines = (this.rest + text).split(/[\r\n]+/)
    this.rest = (lines.pop() ?? '').slice(0, MAX_LINE)
    for (const line of lines) this.line(line)
  }

  /** The last of its words, newest first. */
  get last(): string {
    return [...this.lines, this.rest]
      .filter((line) => line !== '')
      .reverse()
      .join(' | ')
  }

  /** What they mean for the source, as far as they say it. */
  get meaning(): PullEnd | undefined {
    const { last } = this
    return MEANINGS.find(([words]) => words.test(last))?.[1]
  }

  private line(line: string): void {
    if (CONNECTED.test(line)) this.connected()
    if (TALK.test(line) || line === '') return
    this.lines.push(line.slice(0, MAX_LINE))
    if (this.lines.length > MAX_LINES) this.lines.shift()
  }
}
