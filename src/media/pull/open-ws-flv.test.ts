import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { FLV, FLV_PICTURES, httpServer, rawServer } from './fixtures/flv-server'
import { heardPull } from './fixtures/heard-pull'
import { openWsFlv } from './open-ws-flv'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const pullFrom = (url: string) => {
  const pull = heardPull(openWsFlv, { by: 'ws-flv', url })
  ends.push(() => pull.running.stop())
  return pull
}
const serve = async (greet: (socket: WebSocket) => void) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', greet)
  const closed = new Promise((done) => {
    server.on('connection', (socket) => socket.on('close', done))
  })
  await new Promise((done) => server.on('listening', done))
  ends.push(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { closed, pull: () => pullFrom(`ws://127.0.0.1:${String(port)}/live/cam_topsecretkey`) }
}

test('messages of whatever size come as access units; text is passed over', async () => {
  const { pull } = await serve((socket) => {
    socket.send('hello')
    for (let at = 0; at < FLV.length; at += 777) socket.send(FLV.subarray(at, at + 777))
    socket.close()
  })
  const heard = pull()
  expect((await heard.over()).outcome).toBe('ended')
  expect(heard.answered()).toBe(1)
  expect(heard.units).toHaveLength(FLV_PICTURES)
  expect(heard.units[0]?.config).toMatchObject({ width: 320, height: 180 })
})

test('stopping closes the connection, and nothing is told after it', async () => {
  const { pull, closed } = await serve((socket) => socket.send(FLV))
  const heard = pull()
  await heard.came(FLV_PICTURES)
  heard.running.stop()
  await closed
  expect(heard.ends).toEqual([])
})

test('stopping while it connects', async () => {
  const { url, asked, gone, close } = await rawServer(() => {})
  ends.push(close)
  const heard = pullFrom(url.replace('http', 'ws'))
  await asked
  heard.running.stop()
  await gone()
  expect(heard.ends).toEqual([])
})

test.each([
  [401, 'refused'],
  [404, 'no-stream'],
  [200, 'unreadable'],
  [503, 'unreachable'],
])('a handshake answered with %i is %s', async (status, outcome) => {
  const { url, close, gone } = await httpServer((_, response) => response.writeHead(status).end())
  ends.push(close)
  const detail = `HTTP ${String(status)}`
  expect(await pullFrom(url.replace('http', 'ws')).over()).toEqual({ outcome, detail })
  await gone()
})

test('endless redirects, and one to no address of WebSocket', async () => {
  for (const location of ['/again', 'file:///etc/passwd']) {
    const { url, close } = await httpServer((_, response) =>
      response.writeHead(302, { location }).end(),
    )
    ends.push(close)
    expect(['unreachable', 'unreadable']).toContain((await pullFrom(url).over()).outcome)
  }
})

test('nobody listens there; not an address', async () => {
  const { url, close } = await httpServer(() => {})
  close()
  const refused = { outcome: 'unreachable', detail: 'ECONNREFUSED' }
  expect(await pullFrom(url.replace('http', 'ws')).over()).toEqual(refused)
  for (const address of ['file:///x', '', 'rtmp://h/x'])
    expect((await pullFrom(address).over()).outcome).toBe('unreadable')
})

test('what is no FLV, and a message that is too large', async () => {
  const { pull } = await serve((socket) => socket.send(Buffer.from('<!doctype html>')))
  expect(await pull().over()).toEqual({ outcome: 'unreadable', detail: 'not-flv' })
  const large = await serve((socket) => socket.send(Buffer.alloc(10 << 20)))
  expect((await large.pull().over()).outcome).toBe('unreadable')
})
