import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { ServerSession } from '@protocol/rtmp/server-session'
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../dock/clock'
import type { Picture, PushEvent } from '../dock/dock-needs'
import { FaultSet } from '../fault-set'
import { parseFault } from '../fault-switches'
import type { CameraListener, RunningCamera } from './camera-source'
import { RtmpPush } from './rtmp-push'

const PICTURE: Picture = {
  cameraIndex: '165-0-7',
  cameraLabel: 'Dock camera',
  quality: 0,
  lens: 'normal',
  aircraftInDock: true,
}

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that takes RTMP publishers, or hangs up at once. */
async function serve(accepts: boolean) {
  const videos: { body: Uint8Array; timestamp: number; connection: number }[] = []
  const sockets: Socket[] = []
  const server: Server = createServer((socket) => {
    const connection = sockets.push(socket)
    socket.on('error', () => {})
    if (!accepts) return void socket.destroy()
    const session = new ServerSession({
      connect: () => undefined,
      publish: () => undefined,
      video: (body, timestamp) => videos.push({ body, timestamp, connection }),
      unpublish: () => {},
    })
    socket.on('data', (bytes) => {
      session.receive(bytes)
      for (const out of session.take()) socket.write(out)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { videos, sockets, url: `rtmp://127.0.0.1:${port}/live/a_key` }
}

function push(url: string, faults: string[] = []) {
  const events: PushEvent[] = []
  let listener: CameraListener | undefined
  const camera: RunningCamera = {
    change: vi.fn<RunningCamera['change']>(),
    encode: (on) => {
      listener = on
      on.config({ description: Uint8Array.of(1, 0x64, 0, 0x1f), width: 960, height: 540 })
    },
    publish: vi.fn<RunningCamera['publish']>(),
    key: vi.fn<RunningCamera['key']>(),
    freeze: vi.fn<RunningCamera['freeze']>(),
    close: vi.fn<RunningCamera['close']>(),
  }
  // The pause between two tries, but not the limit for one, is shorter here.
  const clock = {
    ...systemClock,
    after: (ms: number, action: () => void) => systemClock.after(ms === 2000 ? 20 : ms, action),
  }
  const started = new RtmpPush(
    { url, picture: PICTURE },
    {
      openCamera: () => camera,
      clock: faults.length === 0 ? clock : systemClock,
      faults: new FaultSet(
        faults.map(parseFault).flatMap((read) => ('problem' in read ? [] : read)),
      ),
      fps: 15,
      on: (event) => events.push(event),
      problem: () => {},
    },
  )
  closing.push(() => started.stop())
  const unit = (time: number, key: boolean): void =>
    listener?.unit({ data: Uint8Array.of(0, 0, 0, 2, key ? 0x65 : 0x41, 9), key, time })
  return { started, events, camera, unit }
}

test('publishes the configuration, then pictures from a key frame on, times from zero', async () => {
  const server = await serve(true)
  const { events, unit, started, camera } = push(server.url)
  await vi.waitFor(() => expect(events).toEqual(['publishing']))
  unit(7_000_000, false)
  unit(7_066_000, true)
  unit(7_133_000, false)
  await vi.waitFor(() => expect(server.videos).toHaveLength(3))
  expect(server.videos.map(({ timestamp }) => timestamp)).toEqual([0, 0, 67])
  expect(server.videos.map(({ body }) => body[0])).toEqual([0x17, 0x17, 0x27])
  started.stop()
  expect(camera.close).toHaveBeenCalled()
})

test('a server that hangs up is tried three times', async () => {
  const server = await serve(false)
  const { events } = push(server.url)
  await vi.waitFor(() => expect(events).toEqual(['failed']))
  expect(server.sockets).toHaveLength(3)
})

test('a connection that breaks comes back with a new key frame', async () => {
  const server = await serve(true)
  const { events, unit, camera } = push(server.url)
  await vi.waitFor(() => expect(events).toEqual(['publishing']))
  unit(1_000_000, true)
  server.sockets[0]?.destroy()
  await vi.waitFor(() => expect(events).toEqual(['publishing', 'publishing']))
  expect(camera.key).toHaveBeenCalledTimes(1)
  unit(9_000_000, false)
  unit(9_100_000, true)
  // The configuration comes first, whenever that is.
  const second = () => server.videos.filter(({ connection }) => connection === 2)
  await vi.waitFor(() => expect(second()).toHaveLength(2))
  expect(second().map(({ body, timestamp }) => [body[0], body[1], timestamp])).toEqual([
    [0x17, 0, 0],
    [0x17, 1, 0],
  ])
})

test('media faults: silence, jumps of time and SEI units', async () => {
  const server = await serve(true)
  const { events, unit } = push(server.url, ['timestamp-jump=-400', 'sei5', 'media-silent=9'])
  await vi.waitFor(() => expect(events).toEqual(['publishing']))
  for (const second of [0, 4, 6, 8, 9]) unit(second * 1_000_000, second === 0)
  await vi.waitFor(() => expect(server.videos.length).toBeGreaterThanOrEqual(6))
  const times = server.videos.map(({ timestamp }) => timestamp)
  expect(times).toEqual([0, 0, 4000, 5600, 5600, 7600])
  const sei = server.videos[3]?.body
  expect([sei?.[9], sei?.[10]]).toEqual([6, 5])
})

test('a frozen picture is asked of the camera, media goes on', async () => {
  const server = await serve(true)
  const { events, unit, camera } = push(server.url, ['media-frozen=2'])
  await vi.waitFor(() => expect(events).toEqual(['publishing']))
  unit(0, true)
  expect(camera.freeze).not.toHaveBeenCalled()
  unit(2_500_000, false)
  expect(camera.freeze).toHaveBeenCalledWith(true)
  await vi.waitFor(() => expect(server.videos).toHaveLength(3))
})
