import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { environment, sandboxSwitches } from '../../../bench/environment'
import type { Publisher, RunningPublisher } from '../../publisher'

const FOLDER = 'interop/publishers/chromium'
const FILES: Readonly<Record<string, { file: string; type: string }>> = {
  '/': { file: `${FOLDER}/index.html`, type: 'text/html' },
  '/page.mjs': { file: `${FOLDER}/page.mjs`, type: 'text/javascript' },
  '/whip.js': { file: 'node_modules/whip-whep/whip.js', type: 'text/javascript' },
}

/** Chromium with the WHIP client of the RFC's author, as a page of another origin. */
export class ChromiumPublisher implements Publisher {
  readonly name = 'Chromium, whip-whep'
  readonly heedsKeyDemand = true
  readonly leaves = 'delete'
  private readonly folder = mkdtempSync(join(tmpdir(), 'dockwall-interop-'))
  private server: Server | undefined
  private app: ElectronApplication | undefined
  private page: Page | undefined

  async look(): Promise<{ version: string } | { skipped: string }> {
    const port = await this.serve()
    this.app = await _electron.launch({
      args: [
        ...sandboxSwitches,
        '--allow-loopback-in-peer-connection',
        `--user-data-dir=${this.folder}`,
        `${FOLDER}/main.cjs`,
      ],
      env: { ...environment(), DOCKWALL_INTEROP_PAGE: `http://127.0.0.1:${port}/` },
    })
    this.page = await this.app.firstWindow()
    await this.page.waitForFunction('globalThis.isReady')
    const version = await this.app.evaluate(() => process.versions['chrome'] ?? '')
    const encodes = await this.page.evaluate(
      `RTCRtpSender.getCapabilities('video').codecs.some(({ mimeType }) => mimeType === 'video/H264')`,
    )
    return encodes === true ? { version } : { skipped: `Chromium ${version} encodes no H.264` }
  }

  start(url: string): RunningPublisher {
    let words = ''
    const run = (script: string): void => {
      this.page?.evaluate(script).catch((error: unknown) => (words = String(error)))
    }
    run(`publish(${JSON.stringify(url)})`)
    return { leave: () => run('leave()'), kill: () => run('leave()'), said: () => words }
  }

  async end(): Promise<void> {
    await this.app?.close().catch(() => undefined)
    this.server?.close()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  private async serve(): Promise<number> {
    const server = createServer(({ url = '' }, response) => {
      const known = FILES[url]
      if (known === undefined) return void response.writeHead(404).end()
      response.writeHead(200, { 'content-type': known.type }).end(readFileSync(known.file))
    })
    this.server = server
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    return (server.address() as AddressInfo).port
  }
}
