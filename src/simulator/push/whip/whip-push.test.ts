import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { ManualClock } from '../../dock/manual-clock'
import type { Picture, PushEvent } from '../../dock/dock-needs'
import { FaultSet } from '../../fault-set'
import { parseFault } from '../../fault-switches'
import type { Publication, PublisherListener, RunningCamera } from '../camera-source'
import { startPush } from '../start-push'

const PICTURE: Picture = {
  cameraIndex: '165-0-7',
  cameraLabel: 'Dock camera',
  quality: 3,
  lens: 'normal',
  aircraftInDock: true,
}
const OFFER = 'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 102\r\na=setup:actpass\r\n'
const CANDIDATE = 'a=candidate:1 1 udp 1 127.0.0.1 8000 typ host\r\n'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** An endpoint that takes offers, or refuses them; what it was asked is kept. */
async function serve(status = 201) {
  const asked: { method: string | undefined; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => (body += String(piece)))
    request.on('end', () => {
      asked.push({ method: request.method, body })
      if (request.method === 'DELETE') return void response.end()
      const location = `/session/${asked.length}`
      response.writeHead(status, { location }).end(OFFER + CANDIDATE)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const posts = () => asked.filter(({ method }) => method === 'POST')
  const deletes = () => asked.filter(({ method }) => method === 'DELETE')
  return { posts, deletes, url: `http://127.0.0.1:${port}/rtc/v1/whip/?app=live&stream=a` }
}

function push(url: string, given: string[] = [], relay = false) {
  const clock = new ManualClock()
  const read = given.map(parseFault)
  const faults = new FaultSet(read.flatMap((fault) => ('problem' in fault ? [] : fault)))
  const events: PushEvent[] = []
  const problems: string[] = []
  const publishers: {
    publication: Publication
    on: PublisherListener
    answer: ReturnType<typeof vi.fn>
    activate: ReturnType<typeof vi.fn>
    close: ReturnType<typeof vi.fn>
  }[] = []
  const camera = {
    change: vi.fn(),
    encode: vi.fn(),
    key: vi.fn(),
    publish: (publication: Publication, on: PublisherListener) => {
      const publisher = { publication, on, answer: vi.fn(), activate: vi.fn(), close: vi.fn() }
      publishers.push(publisher)
      queueMicrotask(() => on.offer(OFFER))
      return publisher
    },
    freeze: vi.fn(),
    close: vi.fn(),
  } satisfies RunningCamera
  const started = startPush(
    { videoId: 'a', protocol: 'whip', url, picture: PICTURE },
    {
      openCamera: () => camera,
      clock,
      faults,
      fps: 15,
      whip: { profile: 'main', relay, queued: () => undefined },
      on: (event) => events.push(event),
      problem: (text) => problems.push(text),
    },
  )
  closing.push(() => started.stop())
  const answered = async (number: number): Promise<void> =>
    vi.waitFor(() => expect(publishers[number - 1]?.answer).toHaveBeenCalledOnce())
  const connect = async (number = 1): Promise<void> => {
    await answered(number)
    publishers[number - 1]?.on.state('connected')
  }
  return { started, clock, faults, events, problems, publishers, camera, answered, connect }
}

test('offers, takes the answer, is live when connected, and takes the session back', async () => {
  const server = await serve()
  const { started, events, publishers, camera, answered, connect } = push(server.url)
  await answered(1)
  expect(server.posts()).toEqual([{ method: 'POST', body: OFFER }])
  expect(publishers[0]?.publication).toEqual({ profile: 'main', audio: false })
  expect(publishers[0]?.answer).toHaveBeenCalledWith(OFFER + CANDIDATE)
  expect(events).toEqual([])
  await connect()
  expect(events).toEqual(['publishing'])
  const smooth: Picture = { ...PICTURE, quality: 1 }
  started.change(smooth)
  expect(camera.change).toHaveBeenLastCalledWith(smooth)
  expect(publishers).toHaveLength(1)
  started.stop()
  expect(publishers[0]?.activate).toHaveBeenLastCalledWith(false)
  expect(publishers[0]?.close).not.toHaveBeenCalled()
  publishers[0]?.on.state('gone')
  await vi.waitFor(() => expect(camera.close).toHaveBeenCalled())
  expect(server.deletes()).toHaveLength(1)
  expect(publishers[0]?.close).toHaveBeenCalledOnce()
  expect(events).toEqual(['publishing'])
})

test('an endpoint that refuses is asked three times, two seconds apart', async () => {
  const server = await serve(406)
  const { events, problems, clock, publishers } = push(server.url)
  for (const tries of [1, 2, 3]) {
    await vi.waitFor(() => expect(publishers.at(tries - 1)?.close).toHaveBeenCalledOnce())
    expect(server.posts()).toHaveLength(tries)
    clock.pass(2000)
  }
  expect(events).toEqual(['failed'])
  expect(problems[0]).toMatch(/^push: 406/)
})

test('a session in which nothing connects is taken back and tried anew', async () => {
  const server = await serve()
  const { clock, answered, publishers } = push(server.url)
  await answered(1)
  clock.pass(5000)
  await vi.waitFor(() => expect(server.deletes()).toHaveLength(1))
  expect(publishers[0]?.close).toHaveBeenCalledOnce()
  clock.pass(2000)
  await answered(2)
})

test('a media server that is gone, or silent for long, gets a new offer', async () => {
  const server = await serve()
  const { clock, events, publishers, connect } = push(server.url)
  await connect(1)
  publishers[0]?.on.state('unsteady')
  clock.pass(4000)
  publishers[0]?.on.state('connected')
  clock.pass(60_000)
  expect(publishers).toHaveLength(1)
  publishers[0]?.on.state('unsteady')
  clock.pass(7000)
  await connect(2)
  publishers[1]?.on.state('gone')
  clock.pass(2000)
  await connect(3)
  expect(events).toEqual(['publishing', 'publishing', 'publishing'])
  expect(server.deletes()).toEqual([])
})

test('push-dead stops media without a word: no goodbye, no DELETE, no other try', async () => {
  const server = await serve()
  const { started, clock, faults, events, publishers, camera, connect } = push(server.url)
  await connect()
  faults.set('media-silent', '0')
  faults.set('push-dead', '0')
  expect(publishers[0]?.activate).toHaveBeenLastCalledWith(false)
  expect(publishers[0]?.close).not.toHaveBeenCalled()
  publishers[0]?.on.state('gone')
  clock.pass(60_000)
  expect(events).toEqual(['publishing'])
  started.stop()
  expect(publishers[0]?.close).toHaveBeenCalledOnce()
  expect(camera.close).toHaveBeenCalled()
  expect([...server.posts(), ...server.deletes()]).toHaveLength(1)
})

test('behind a relay a push that dies is gone altogether', async () => {
  const server = await serve()
  const { clock, events, publishers, camera, connect } = push(server.url, ['push-dead=5'])
  await connect()
  clock.pass(5000)
  expect(publishers[0]?.close).toHaveBeenCalledOnce()
  expect(camera.close).toHaveBeenCalled()
  clock.pass(60_000)
  expect(events).toEqual(['publishing'])
  expect([...server.posts(), ...server.deletes()]).toHaveLength(1)
})

test('push-drop breaks the connection, the dock comes back with a new offer', async () => {
  const server = await serve()
  const { clock, faults, events, connect } = push(server.url)
  await connect(1)
  faults.set('push-drop', '0')
  clock.pass(2000)
  await connect(2)
  expect(events).toEqual(['publishing', 'publishing'])
  expect(server.deletes()).toEqual([])
})

test('media falls silent and comes again, pictures freeze, sound is promised', async () => {
  const server = await serve()
  const faulty = push(server.url, ['media-silent=9', 'media-frozen=3', 'audio-announced'])
  const { clock, faults, publishers, camera, connect } = faulty
  await connect()
  expect(publishers[0]?.publication.audio).toBe(true)
  clock.pass(3000)
  expect(camera.freeze).toHaveBeenCalledWith(true)
  expect(publishers[0]?.activate).not.toHaveBeenCalled()
  clock.pass(6000)
  faults.set('media-silent', undefined)
  expect(publishers[0]?.activate.mock.calls).toEqual([[false], [true]])
})

test('the offer is worn: no candidates, setup:passive', async () => {
  const server = await serve()
  const { answered } = push(server.url, ['no-candidates', 'setup-passive'])
  await answered(1)
  expect(server.posts()[0]?.body).toBe(OFFER.replace('actpass', 'passive'))
})

test.each([
  ['a fault of the network', ['packet-loss=1'], false],
  ['--whip-relay', [], true],
])('%s puts a relay in the way', async (_, given, always) => {
  const server = await serve()
  const { publishers, answered, faults, connect, problems } = push(server.url, given, always)
  await answered(1)
  expect(server.posts()[0]?.body).toMatch(/a=candidate:1 1 udp \d+ 127\.0\.0\.1 \d+ typ host/)
  const answer = String(publishers[0]?.answer.mock.calls[0]?.[0])
  expect(answer.match(/a=candidate/g)).toHaveLength(1)
  expect(answer).not.toContain(' 8000 ')
  await connect()
  faults.set('address-change', '0')
  expect(problems).toEqual([])
})

test('a fault of the network that cannot strike a running push is owned up to', async () => {
  const server = await serve()
  const { faults, problems, connect } = push(server.url)
  await connect()
  faults.set('packet-loss', '5')
  faults.set('packet-loss', undefined)
  expect(problems).toEqual([
    'packet-loss strikes when this push begins anew, at once with --whip-relay',
  ])
})
