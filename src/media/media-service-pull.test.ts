import { MessageChannel } from 'node:worker_threads'
import type { MediaReport, OutletMessage } from '@shared/media-contract'
import { afterEach, expect, test, vi } from 'vitest'
import { MediaService } from './media-service'
import type { OutletPort } from './outlet/outlet-port'
import { FLV, FLV_PICTURES, httpServer } from './pull/fixtures/flv-server'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const start = () => {
  const reports: MediaReport[] = []
  const listeners = new Set<() => void>()
  const service = new MediaService((report) => {
    reports.push(report)
    for (const listener of listeners) listener()
  }, Date.now)
  ends.push(() => service.request({ kind: 'stop' }))
  const outcomes = () =>
    reports.flatMap((report) =>
      report.kind === 'pulled' ? [`${report.by} ${report.outcome}`] : [],
    )
  /** Resolves once this was the newest outcome. */
  const told = (outcome: string) =>
    new Promise<void>((done) => {
      const look = () => (outcomes().at(-1) === outcome ? done() : undefined)
      listeners.add(look)
      look()
    })
  /** Resolves with the units a player got. */
  const watch = (stream: string, count: number) =>
    new Promise<number>((done) => {
      const { port1, port2 } = new MessageChannel()
      ends.push(() => port1.close())
      let units = 0
      port1.on('message', ({ kind }: OutletMessage) => {
        if (kind === 'unit' && ++units === count) done(units)
      })
      const port: OutletPort = {
        postMessage: (message) => port2.postMessage(message),
        on: () => port2,
        start: () => {},
        close: () => port2.close(),
      }
      void service.request({ kind: 'open', subscription: 'a', stream, format: 'units' }, port)
    })
  return { service, reports, outcomes, told, watch }
}

test('a stream of another server reaches a player, ends with its server and with its wish', async () => {
  const { service, reports, outcomes, told, watch } = start()
  const { url, gone, close } = await httpServer(({ url: asked }, response) => {
    if (asked === '/cam_topsecret.flv') response.writeHead(200).write(FLV)
    else response.writeHead(404).end()
  })
  ends.push(close)
  const seen = watch('cam', FLV_PICTURES)
  const source = (name: string) => ({ by: 'http-flv', url: `${url}/${name}.flv` }) as const
  const pulls = [{ stream: 'cam', sources: [source('none'), source('cam_topsecret')] }]
  await service.request({ kind: 'pull', pulls })
  await told('http-flv flowing')
  expect(await seen).toBe(FLV_PICTURES)
  service.tick()
  expect(reports.at(-1)).toMatchObject({
    kind: 'meters',
    meters: { cam: { publishing: true, width: 320, height: 180 } },
  })
  await service.request({ kind: 'pull', pulls: [] })
  await gone()
  expect(outcomes()).toEqual(['http-flv no-stream', 'http-flv flowing'])
  expect(JSON.stringify(reports)).not.toContain('topsecret')
})

test('a pull that waits is tried at once when main asks for it', async () => {
  const { service, told } = start()
  let there = false
  const { url, close } = await httpServer((_, response) => {
    if (there) response.writeHead(200).write(FLV)
    else response.writeHead(404).end()
  })
  ends.push(close)
  const sources = [{ by: 'http-flv', url: `${url}/cam.flv` } as const]
  await service.request({ kind: 'pull', pulls: [{ stream: 'cam', sources }] })
  await told('http-flv no-stream')
  there = true
  await service.request({ kind: 'pull-again', stream: 'cam' })
  await told('http-flv flowing')
})

test('more streams than can be fetched are left out, and that is said', async () => {
  const { service, reports } = start()
  const pulls = Array.from({ length: 1001 }, (_, n) => ({ stream: String(n), sources: [] }))
  await service.request({ kind: 'pull', pulls })
  const text = '1 streams more than can be fetched'
  expect(reports).toEqual([{ kind: 'log', level: 'warn', text }])
})
