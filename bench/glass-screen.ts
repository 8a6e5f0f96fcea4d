import { spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** An image of four bytes a pixel in the order the screen has them. */
export interface Grab {
  data: Uint8Array
  width: number
  height: number
  channels: 4
}

/** Size of one entry of the colour map between an XWD file's header and its pixels. */
const COLOUR_BYTES = 12

/**
 * The glass: a virtual screen whose pixels can be read as a file, without asking the programs that
 * draw on it and without a frame grabber's delay. Xvfb keeps its screen as an XWD file (X11's
 * XWDFile.h) when told a folder.
 */
export class GlassScreen {
  private constructor(
    /** What to put into DISPLAY. */
    readonly display: string,
    private readonly pixels: { file: number; offset: number; rowBytes: number },
    private readonly end: () => void,
  ) {}

  /** Starts a screen. @returns undefined where Xvfb is not installed. */
  static async open(width: number, height: number): Promise<GlassScreen | undefined> {
    if (spawnSync('Xvfb', ['-help']).error !== undefined) return undefined
    const folder = mkdtempSync(join(tmpdir(), 'dockwall-glass-'))
    const size = `${width}x${height}x24`
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-fbdir', folder],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    )
    const number = await new Promise<string>((done, fail) => {
      server.once('error', fail)
      server.once('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)))
      let text = ''
      server.stdio[3]?.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (text.includes('\n')) done(text.trim())
      })
    })
    const file = openSync(join(folder, 'Xvfb_screen0'), 'r')
    const header = Buffer.alloc(100)
    readSync(file, header, 0, header.length, 0)
    const [headerSize, rowBytes, colours] = [0, 48, 76].map((at) => header.readUInt32BE(at))
    const offset = (headerSize ?? 0) + (colours ?? 0) * COLOUR_BYTES
    return new GlassScreen(`:${number}`, { file, offset, rowBytes: rowBytes ?? 0 }, () => {
      closeSync(file)
      server.kill()
      rmSync(folder, { recursive: true, force: true })
    })
  }

  /** What is on the glass now. */
  grab(area: Rectangle): Grab {
    const [width, height] = [Math.round(area.width), Math.round(area.height)]
    const data = new Uint8Array(width * height * 4)
    const { file, offset, rowBytes } = this.pixels
    const left = offset + Math.round(area.x) * 4
    for (let row = 0; row < height; row++) {
      const at = left + (Math.round(area.y) + row) * rowBytes
      readSync(file, data, row * width * 4, width * 4, at)
    }
    return { data, width, height, channels: 4 }
  }

  close(): void {
    this.end()
  }
}
