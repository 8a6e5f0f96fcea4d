import { BrowserWindow, MessageChannelMain, type MessagePortMain } from 'electron'
import type {
  CameraEncoding,
  CameraOrder,
  CameraOutput,
  CameraView,
} from '../camera-page/camera-contract'
import type { CameraListener } from '../push/camera-source'
import { PaceWatch, type PaceGap } from './pace-watch'
import { PublisherDesk } from './publisher-desk'

/** What a camera shows and how it is encoded. */
interface Shown {
  view: CameraView
  encoding: CameraEncoding
}

interface OpenCamera extends Shown {
  pace: PaceWatch
  /** Takes its encoded pictures, if anybody does. */
  listener?: CameraListener
}

const RELOAD_MS = 1_000

interface CameraEvents {
  problem(text: string): void
  /** A camera left pictures out. */
  skipped(gap: PaceGap): void
}

/** A hidden window that paints, encodes and publishes the pictures of all cameras. */
export class CameraWindow {
  readonly publishers = new PublisherDesk()
  private readonly cameras = new Map<number, OpenCamera>()
  private port: MessagePortMain | undefined
  private count = 0

  constructor(
    private readonly page: { url: string; preload: string },
    private readonly events: CameraEvents,
  ) {}

  /** Resolves when cameras can be opened; rejects when the page cannot be loaded. */
  async start(): Promise<void> {
    const window = new BrowserWindow({
      show: false,
      width: 320,
      height: 180,
      skipTaskbar: true,
      webPreferences: { sandbox: true, backgroundThrottling: false, preload: this.page.preload },
    })
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    window.webContents.on('will-navigate', (event) => event.preventDefault())
    window.webContents.once('render-process-gone', (_, { reason }) => {
      this.events.problem(`camera page gone: ${reason}`)
      this.port?.close()
      this.port = undefined
      this.publishers.disconnect()
      setTimeout(() => {
        window.destroy()
        this.start().catch((error: unknown) => this.events.problem(String(error)))
      }, RELOAD_MS)
    })
    await window.loadURL(this.page.url)
    const { port1, port2 } = new MessageChannelMain()
    const publishing = new MessageChannelMain()
    port1.on('message', ({ data }: { data: unknown }) => this.hear(data as CameraOutput))
    port1.start()
    this.publishers.connect(publishing.port1)
    window.webContents.postMessage('cameras', null, [port2, publishing.port2])
    this.port = port1
    for (const [camera, { view, encoding, listener }] of this.cameras) {
      this.order({ kind: 'open', camera, view, encoding })
      if (listener !== undefined) this.order({ kind: 'encode', camera })
    }
  }

  /** Starts a camera. @returns its number for what is asked of it later. */
  open({ view, encoding }: Shown): number {
    const number = ++this.count
    this.cameras.set(number, { view, encoding, pace: new PaceWatch() })
    this.order({ kind: 'open', camera: number, view, encoding })
    return number
  }

  /** Gives a camera's encoded pictures from now on. */
  encode(number: number, listener: CameraListener): void {
    const camera = this.cameras.get(number)
    if (camera === undefined) return
    camera.listener = listener
    this.order({ kind: 'encode', camera: number })
  }

  /** Shows or encodes otherwise from now on; only what differs is touched. */
  change(number: number, { view, encoding }: Shown): void {
    const camera = this.cameras.get(number)
    if (camera === undefined) return
    const differs = (a: object, b: object): boolean => JSON.stringify(a) !== JSON.stringify(b)
    if (differs(camera.view, view)) this.order({ kind: 'view', camera: number, view })
    if (differs(camera.encoding, encoding)) {
      this.order({ kind: 'encoding', camera: number, encoding })
      this.publishers.change(number, encoding)
    }
    Object.assign(camera, { view, encoding })
  }

  key(number: number): void {
    this.order({ kind: 'key', camera: number })
  }

  freeze(number: number, frozen: boolean): void {
    this.order({ kind: 'freeze', camera: number, frozen })
  }

  close(number: number): void {
    if (!this.cameras.delete(number)) return
    this.publishers.closeOf(number)
    this.order({ kind: 'close', camera: number })
  }

  private order(order: CameraOrder): void {
    this.port?.postMessage(order)
  }

  private hear(output: CameraOutput): void {
    const { listener, pace, encoding } = this.cameras.get(output.camera) ?? {}
    if (output.kind === 'config') listener?.config(output)
    else if (output.kind === 'unit') {
      listener?.unit(output)
      const gap = encoding && pace?.took(output.time, encoding.fps)
      if (gap) this.events.skipped(gap)
    } else listener?.failed(output.reason)
  }
}
