import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { once } from 'node:events'
import { readAnswer } from '@protocol/sdp/fixtures/read-offer'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { watchPull } from './fixtures/watch-pull'

vi.setConfig({ testTimeout: 60_000 })
const WAIT = { timeout: 30_000, interval: 5 }
const HOST = '127.0.0.1'
const KEY = 'abcdefgh12345678'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Serve = (request: IncomingMessage, response: ServerResponse, own: string) => void

/** A server that does what the test says; gives its origin and the requests it saw. */
const serving = async (serve: Serve) => {
  const requests: string[] = []
  let own = ''
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    requests.push([method, url, headers.authorization ?? '-'].join(' '))
    if (method === 'DELETE') response.writeHead(200).end()
    else serve(request, response, own)
  })
  server.listen(0, HOST)
  await once(server, 'listening')
  const address = server.address()
  own = `http://${HOST}:${String(typeof address === 'object' && address ? address.port : 0)}`
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { own, requests }
}

const pulling = (url: string) => {
  const pull = watchPull({ by: 'whep', url, bearer: 'a bearer' })
  ends.push(() => pull.stop())
  return pull
}

/** What a pull from such a server ends with. */
const outcomeFrom = async (serve: Serve) => {
  const { own, requests } = await serving(serve)
  const { said } = pulling(`${own}/live/dock_${KEY}/whep`)
  await vi.waitUntil(() => said.length > 0, WAIT)
  expect(said.join()).not.toContain(KEY)
  expect(said.join()).not.toContain('bearer')
  return { said, requests, own }
}
const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Serve =>
  (_request, response) =>
    response.writeHead(status, headers).end(body)

describe('what a server may answer', () => {
  test.each([
    ['a 201 without a description', 201, '', 'unreadable: HTTP 201 no SDP'],
    ['a page', 200, '<html>', 'unreadable: HTTP 200 no SDP'],
    ['what is no stream', 404, '', 'no-stream: HTTP 404'],
    ['no', 401, '', 'refused: HTTP 401'],
    ['another no', 403, '', 'refused: HTTP 403'],
    ['not now', 503, '', 'unreachable: HTTP 503'],
    [
      'no place',
      201,
      readAnswer('srs').replace('1 udp', '1 tcp'),
      'unreadable: answer: no-candidates',
    ],
    [
      'no video',
      201,
      readAnswer('srs').replace('sendonly', 'inactive'),
      'unreadable: answer: video-not-sent',
    ],
  ])('%s', async (_name, status, body, outcome) => {
    const { said } = await outcomeFrom(answering(status, body))
    expect(said).toEqual([outcome])
  })

  test('a name with the key in it is not repeated', async () => {
    const body = JSON.stringify({ error: `no stream is available on path 'live/dock_${KEY}'` })
    const { said } = await outcomeFrom(answering(404, body))
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^no-stream: HTTP 404: no stream is available on path/)
  })

  test('a body without end is cut off', async () => {
    let written = 0
    const { said } = await outcomeFrom((_request, response) => {
      response.writeHead(201, { 'Content-Type': 'application/sdp' })
      const more = () => {
        while (!response.destroyed && response.write('v=0\r\n'.repeat(2000))) written += 10_000
      }
      response.on('drain', more)
      more()
    })
    expect(said).toEqual(['unreadable: body-too-long'])
    expect(written).toBeLessThan(32 << 20)
  })

  test('what is not HTTP is unreadable, and a closed connection is nobody', async () => {
    for (const [words, outcome] of [
      ['SSH-2.0-server\r\n', /^unreadable: HPE_/],
      ['', /^unreachable: ECONNRESET/],
    ] as const) {
      const server = createTcpServer((socket) => socket.end(words)).listen(0, HOST)
      await once(server, 'listening')
      ends.push(() => server.close())
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const { said } = pulling(`http://${HOST}:${String(port)}/x`)
      await vi.waitUntil(() => said.length > 0, WAIT)
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(outcome)
    }
  })

  test('never: after four seconds it is unreachable', async () => {
    const { said } = await outcomeFrom(() => {})
    expect(said).toEqual(['unreachable: late'])
  })

  test('nobody listens there, and what is no address', async () => {
    const { own } = await serving(() => {})
    for (const end of ends.splice(0)) await end()
    const nobody = pulling(`${own}/x`)
    const none = pulling('rtmp://server.example/x')
    await vi.waitUntil(() => nobody.said.length > 0 && none.said.length > 0, WAIT)
    expect(nobody.said).toEqual(['unreachable: ECONNREFUSED'])
    expect(none.said).toEqual(['unreadable: not an address of HTTP'])
  })
})

describe('redirects', () => {
  const to =
    (path: string, status = 307): Serve =>
    (request, response, own) =>
      request.url === path
        ? response.writeHead(404).end()
        : response.writeHead(status, { Location: `${own}${path}` }).end()

  test('the offer goes where the server says', async () => {
    const { said, requests } = await outcomeFrom(to('/elsewhere', 308))
    expect(said).toEqual(['no-stream: HTTP 404'])
    expect(requests[1]).toBe('POST /elsewhere Bearer a bearer')
  })

  test('the bearer does not go to another origin', async () => {
    const other = await serving(answering(404, ''))
    const { said } = await outcomeFrom((_request, response) =>
      response.writeHead(307, { Location: `${other.own}/there` }).end(),
    )
    expect(said).toEqual(['no-stream: HTTP 404'])
    expect(other.requests).toEqual(['POST /there -'])
  })

  test('round and round, and to what is no address', async () => {
    const { said, requests } = await outcomeFrom((_request, response) =>
      response.writeHead(307, { Location: '/again' }).end(),
    )
    expect(said).toEqual(['unreadable: redirected too often'])
    expect(requests).toHaveLength(4)
    const nowhere = await outcomeFrom(answering(307, '', { Location: 'file:///etc/passwd' }))
    expect(nowhere.said).toEqual(['unreadable: HTTP 307 to nowhere'])
  })
})

describe('the session', () => {
  const bad = readAnswer('srs').replace('1 udp', '1 tcp')

  test('is deleted when the answer leads to nothing', async () => {
    const { requests } = await outcomeFrom(answering(201, bad, { Location: '../one?token=2' }))
    await vi.waitUntil(() => requests.length > 1, WAIT)
    expect(requests[1]).toBe('DELETE /live/one?token=2 Bearer a bearer')
  })

  test('of somebody else is left alone', async () => {
    const { requests, said } = await outcomeFrom(
      answering(201, bad, { Location: 'http://localhost:1/victim' }),
    )
    expect(said).toEqual(['unreadable: answer: no-candidates'])
    expect(requests).toHaveLength(1)
  })

  test('stopped at once: nobody is asked', async () => {
    const { own, requests } = await serving(answering(404, ''))
    const stopped = pulling(`${own}/x`)
    stopped.stop()
    const other = pulling(`${own}/y`)
    await vi.waitUntil(() => other.said.length > 0, WAIT)
    expect(requests).toEqual(['POST /y Bearer a bearer'])
    expect(stopped.said).toEqual([])
  })

  test('stopped before the answer: nothing is said, and the connection is given up', async () => {
    const closed: string[] = []
    const { own, requests } = await serving((request) => {
      request.socket.on('close', () => closed.push('closed'))
    })
    const { said, stop } = pulling(`${own}/x`)
    await vi.waitUntil(() => requests.length > 0, WAIT)
    stop()
    await vi.waitUntil(() => closed.length > 0, WAIT)
    expect(said).toEqual([])
  })
})
