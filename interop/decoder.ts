import { spawn } from 'node:child_process'

/** What a decoder that is not ours made of a stream. */
export interface Decoded {
  pictures: number
  /** The first thing it did not like; empty when it liked everything. */
  complaint: string
}

const FLV = Buffer.from('FLV')
const ARGUMENTS =
  '-v error -f flv -count_frames -select_streams v -show_entries stream=nb_read_frames -of csv=p=0 -i -'

/** Decodes FLV with ffprobe. @returns undefined where it is not installed. */
export async function decode(pieces: readonly Uint8Array[]): Promise<Decoded | undefined> {
  const all: Decoded = { pictures: 0, complaint: '' }
  for (const part of parts(pieces)) {
    const decoded = await probe(part)
    if (decoded === undefined) return undefined
    all.pictures += decoded.pictures
    all.complaint ||= decoded.complaint
  }
  return all
}

/** FLV begins anew where the size of the pictures changes. */
function parts(pieces: readonly Uint8Array[]): Buffer[] {
  const begins = pieces.flatMap((piece, at) => (FLV.equals(piece.subarray(0, 3)) ? [at] : []))
  return begins.map((from, at) => Buffer.concat(pieces.slice(from, begins[at + 1])))
}

function probe(flv: Buffer): Promise<Decoded | undefined> {
  return new Promise((done) => {
    const child = spawn('ffprobe', ARGUMENTS.split(' '))
    let [pictures, complaint] = ['', '']
    child.stdout.on('data', (text: Buffer) => (pictures += text.toString()))
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
    child.on('error', () => done(undefined))
    child.on('close', () =>
      done({ pictures: Number.parseInt(pictures) || 0, complaint: complaint.split('\n')[0] ?? '' }),
    )
    child.stdin.on('error', () => undefined)
    child.stdin.end(flv)
  })
}
