import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OpenedStream } from './open-stream'
import type { Sight, WorkerReport, WorkerRequest } from './player-protocol'
import { PlayerWindow, type TileScreen } from './player-window'

const A = 'A/39-0-7/normal-0'
const B = 'B/39-0-7/normal-0'
const sight: Sight = {
  port: true,
  configured: true,
  units: 30,
  painted: 30,
  decoded: 30,
  skipped: 0,
  queue: 0,
  ageMs: 20,
  width: 1280,
  height: 720,
  kbps: 1000,
}

class FakeWorker extends EventTarget {
  readonly asked: WorkerRequest[] = []
  readonly handedOver: Transferable[] = []
  terminated = false

  postMessage(request: WorkerRequest, transfer: Transferable[]): void {
    this.asked.push(request)
    this.handedOver.push(...transfer)
  }

  terminate(): void {
    this.terminated = true
  }

  say(data: WorkerReport): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  kinds(videoId: string): string[] {
    return this.asked
      .filter((asked) => 'videoId' in asked && asked.videoId === videoId)
      .map(({ kind }) => kind)
  }
}

let workers: FakeWorker[] = []
let openStream = vi.fn<(videoId: string) => Promise<OpenedStream>>()
let player: PlayerWindow
const worker = (): FakeWorker => workers.at(-1) ?? new FakeWorker()
const settle = () => vi.advanceTimersByTimeAsync(0)

function tile() {
  const target = { kind: 'track', writable: new WritableStream<VideoFrame>() } as const
  return { makeTarget: vi.fn(() => target), seen: vi.fn() } satisfies TileScreen
}

beforeEach(() => {
  vi.useFakeTimers()
  workers = []
  openStream = vi.fn(async () => ({ ok: true, port: {} as MessagePort }) as const)
  player = new PlayerWindow({
    createWorker() {
      const made = new FakeWorker()
      workers.push(made)
      return made as unknown as Worker
    },
    openStream,
  })
})
afterEach(() => vi.useRealTimers())

describe('tiles', () => {
  test('on one stream share one subscription and each hand over their own screen', async () => {
    player.show(A, tile())
    player.show(A, tile())
    player.show(B, tile())
    await settle()
    expect(openStream.mock.calls).toEqual([[A], [B]])
    expect(worker().kinds(A)).toEqual(['sink', 'sink', 'port'])
    expect(worker().handedOver).toHaveLength(5)
    expect(workers).toHaveLength(1)
  })

  test('are told what is seen of their stream', () => {
    const [one, two, other] = [tile(), tile(), tile()]
    player.show(A, one)
    player.show(A, two)
    player.show(B, other)
    worker().say({ kind: 'sights', sights: [{ videoId: A, sight }] })
    expect(one.seen).toHaveBeenCalledWith(sight)
    expect(two.seen).toHaveBeenCalledOnce()
    expect(other.seen).not.toHaveBeenCalled()
  })

  test('hear why there is no port', async () => {
    openStream.mockResolvedValue({ ok: false, fault: 'ingest-crashed' })
    const one = tile()
    player.show(A, one)
    await settle()
    worker().say({ kind: 'sights', sights: [{ videoId: A, sight }] })
    expect(one.seen).toHaveBeenCalledWith({ ...sight, fault: 'ingest-crashed' })
  })

  test('that move keep their stream, and the last one to go ends it', async () => {
    const leave = player.show(A, tile())
    await settle()
    leave()
    await vi.advanceTimersByTimeAsync(500)
    const leaveAgain = player.show(A, tile())
    await vi.advanceTimersByTimeAsync(5000)
    expect(worker().kinds(A)).toEqual(['sink', 'port', 'unsink', 'sink'])
    leaveAgain()
    leaveAgain()
    await vi.advanceTimersByTimeAsync(1000)
    expect(worker().kinds(A).slice(4)).toEqual(['unsink', 'forget'])
    expect(openStream).toHaveBeenCalledOnce()
  })
})

describe('a lost port', () => {
  test('is opened again', async () => {
    player.show(A, tile())
    await settle()
    worker().say({ kind: 'lost', videoId: A })
    await settle()
    expect(worker().kinds(A)).toEqual(['sink', 'port', 'port'])
  })

  test('of a media process that went is opened again when it is back', async () => {
    player.show(A, tile())
    await settle()
    openStream.mockResolvedValue({ ok: false })
    player.setIngest({ kind: 'starting' })
    await vi.advanceTimersByTimeAsync(3000)
    openStream.mockResolvedValue({ ok: true, port: {} as MessagePort })
    player.setIngest({ kind: 'listening', port: 1935 })
    await settle()
    expect(worker().kinds(A)).toEqual(['sink', 'port', 'port'])
  })
})

describe('a hidden window', () => {
  test('lets its ports go, says nothing, and opens them again when it is shown', async () => {
    const one = tile()
    player.show(A, one)
    await settle()
    player.setVisible(false)
    player.show(B, tile())
    worker().say({ kind: 'sights', sights: [{ videoId: A, sight }] })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(worker().kinds(A)).toEqual(['sink', 'port', 'unport'])
    expect(worker().kinds(B)).toEqual(['sink'])
    expect(one.seen).not.toHaveBeenCalled()
    player.setVisible(true)
    await settle()
    expect(worker().kinds(A).at(-1)).toBe('port')
    expect(worker().kinds(B).at(-1)).toBe('port')
  })
})

describe('a worker without signs of life', () => {
  test('is replaced; every tile gives a fresh screen and every stream a fresh port', async () => {
    const [one, two] = [tile(), tile()]
    player.show(A, one)
    player.show(B, two)
    await settle()
    for (let second = 0; second < 5; second++) player.watch()
    worker().say({ kind: 'sights', sights: [] })
    for (let second = 0; second < 5; second++) player.watch()
    expect(workers).toHaveLength(1)
    player.watch()
    await settle()
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false])
    expect(worker().kinds(A)).toEqual(['sink', 'port'])
    expect(worker().kinds(B)).toEqual(['sink', 'port'])
    expect(one.makeTarget).toHaveBeenCalledTimes(2)
  })

  test('is not heard any more', async () => {
    const one = tile()
    player.show(A, one)
    const [dead] = workers
    for (let second = 0; second < 6; second++) player.watch()
    dead?.say({ kind: 'sights', sights: [{ videoId: A, sight }] })
    expect(one.seen).not.toHaveBeenCalled()
  })
})

describe('snapshot', () => {
  test('is the picture that the worker gives for it', async () => {
    player.show(A, tile())
    const png = new Blob(['png'])
    const [first, second] = [player.snapshot(A), player.snapshot(A)]
    const asked = worker().asked.filter((request) => request.kind === 'snapshot')
    worker().say({ kind: 'snapshot', snapshot: asked[1]?.snapshot ?? -1, png })
    worker().say({ kind: 'snapshot', snapshot: asked[0]?.snapshot ?? -1 })
    expect(await first).toBeUndefined()
    expect(await second).toBe(png)
  })

  test('of a worker that never answers is none', async () => {
    const snapshot = player.snapshot(A)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await snapshot).toBeUndefined()
  })
})
