import { execFile } from 'node:child_process'

export type FfmpegCheck =
  | { kind: 'usable'; program: string; libavformat: number }
  | { kind: 'ffmpeg-missing' | 'ffmpeg-old'; detail: string }

/** libavformat 58 is FFmpeg 4. Versions of FFmpeg itself are free text in builds from source. */
const OLDEST = 58
const CHECK_WITHIN = 10_000
/** Milliseconds after which a program that was not usable is looked at again. */
const AGAIN_AFTER = 10_000

/** The FFmpeg of this computer: the one named, or the one on the PATH; looked at when first needed. */
export class FfmpegProgram {
  private program = 'ffmpeg'
  private checked: { check: Promise<FfmpegCheck>; at: number; usable: boolean } | undefined

  constructor(private readonly now: () => number) {}

  /** Use this one from now on; without a name the one on the PATH. */
  use(program: string | undefined): void {
    const wanted = program === undefined || program === '' ? 'ffmpeg' : program
    if (wanted === this.program) return
    this.program = wanted
    this.checked = undefined
  }

  /** Whether it is there and new enough. Never rejects. */
  check(): Promise<FfmpegCheck> {
    const known = this.checked
    if (known && (known.usable || Math.abs(this.now() - known.at) < AGAIN_AFTER)) return known.check
    const checked = { check: versionOf(this.program), at: this.now(), usable: true }
    this.checked = checked
    void checked.check.then(({ kind }) => {
      checked.usable = kind === 'usable'
    })
    return checked.check
  }
}

const versionOf = (program: string): Promise<FfmpegCheck> =>
  new Promise((done) => {
    const options = { timeout: CHECK_WITHIN, maxBuffer: 64 << 10, windowsHide: true }
    try {
      execFile(program, ['-hide_banner', '-version'], options, (error, stdout) => {
        if (error) done({ kind: 'ffmpeg-missing', detail: String(error.code ?? error.signal) })
        else done(readVersion(program, stdout))
      })
    } catch (error) {
      // A name no program can have.
      done({ kind: 'ffmpeg-missing', detail: String(error).slice(0, 100) })
    }
  })

/** Reads what `ffmpeg -version` prints. */
export const readVersion = (program: string, printed: string): FfmpegCheck => {
  const libavformat = Number(/^libavformat\s+(\d+)\./m.exec(printed)?.[1] ?? 0)
  if (libavformat >= OLDEST) return { kind: 'usable', program, libavformat }
  const [first = ''] = printed.split('\n')
  const detail = first.replace(/[^\x20-\x7e]/g, '').slice(0, 100)
  return { kind: 'ffmpeg-old', detail: detail === '' ? 'it names no version' : detail }
}
