import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { FLV, FLV_PICTURES, httpServer, rawServer } from './fixtures/flv-server'
import { heardPull } from './fixtures/heard-pull'
import { openHttpFlv } from './open-http-flv'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const PATH = '/live/cam_topsecretkey.flv?sign=othersecret'
const pullFrom = (address: string) => {
  const pull = heardPull(openHttpFlv, { by: 'http-flv', url: address })
  ends.push(() => pull.running.stop())
  return pull
}
const serve = async (answer: RequestListener) => {
  const server = await httpServer(answer)
  ends.push(server.close)
  return { ...server, pull: () => pullFrom(server.url + PATH) }
}
const serveRaw = async (say: (socket: Socket) => void) => {
  const server = await rawServer(say)
  ends.push(server.close)
  return pullFrom(server.url + PATH)
}

describe('openHttpFlv', () => {
  test('what FFmpeg wrote comes as access units, and the end is told', async () => {
    const asked: unknown[] = []
    const { pull } = await serve((request, response) => {
      asked.push(request.url, request.headers['user-agent'])
      response.writeHead(200, { 'content-type': 'video/x-flv' }).end(FLV)
    })
    const heard = pull()
    expect((await heard.over()).outcome).toBe('ended')
    expect(asked).toEqual([PATH, 'Dockwall'])
    expect(heard.answered()).toBe(1)
    expect(heard.dropped).toEqual([])
    expect(heard.units).toHaveLength(FLV_PICTURES)
    expect(heard.units[0]).toMatchObject({ key: true, arrived: 77, codec: 'h264' })
    expect(heard.units[0]?.config).toMatchObject({ width: 320, height: 180 })
    expect(heard.units.filter(({ key }) => key)).toHaveLength(2)
  })

  test('stopping closes the connection, and nothing is told after it', async () => {
    const { pull, gone } = await serve((_, response) => {
      response.writeHead(200).write(FLV)
    })
    const heard = pull()
    await heard.came(FLV_PICTURES)
    heard.running.stop()
    await gone()
    expect(heard.ends).toEqual([])
  })

  test.each([
    [401, 'refused'],
    [403, 'refused'],
    [404, 'no-stream'],
    [400, 'unreadable'],
    [302, 'unreadable'],
    [502, 'unreachable'],
    [204, 'unreadable'],
  ])('status %i is %s', async (status, outcome) => {
    const { pull, gone } = await serve((_, response) => response.writeHead(status).end('no'))
    const heard = pull()
    expect(await heard.over()).toEqual({ outcome, detail: `HTTP ${String(status)}` })
    expect(heard.answered()).toBe(0)
    await gone()
  })

  test('nobody listens there; nobody is named so; not an address of HTTP', async () => {
    const { url, close } = await httpServer(() => {})
    close()
    expect(await pullFrom(url).over()).toEqual({ outcome: 'unreachable', detail: 'ECONNREFUSED' })
    expect((await pullFrom('http://nobody.invalid/x').over()).outcome).toBe('unreachable')
    for (const address of ['file:///etc/passwd', 'nonsense', '', 'ftp://h/x'])
      expect((await pullFrom(address).over()).outcome).toBe('unreadable')
  })

  test('three redirects are followed, relative ones too, more are not', async () => {
    let hops = 3
    const { pull } = await serve((request, response) => {
      if (hops-- > 0) response.writeHead(302, { location: `/hop/${String(hops)}` }).end()
      else response.writeHead(200).end(request.url === '/hop/0' ? FLV : '')
    })
    expect(await pull().came(FLV_PICTURES)).toHaveLength(FLV_PICTURES)
    hops = Infinity
    const endless = await pull().over()
    expect(endless).toEqual({ outcome: 'unreadable', detail: 'redirected too often' })
  })

  test('a redirect to another kind of address is not followed', async () => {
    const location = 'file:///etc/passwd'
    const { pull } = await serve((_, response) => response.writeHead(302, { location }).end())
    expect((await pull().over()).outcome).toBe('unreadable')
  })
})

describe('hostile servers', () => {
  test('a web page instead of a stream', async () => {
    const { pull } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html><p>Hello')
    })
    const detail = 'not-flv (text/html)'
    expect(await pull().over()).toEqual({ outcome: 'unreadable', detail })
  })

  test('a codec nobody decodes', async () => {
    const sorenson = [9, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0x12, 0, 0, 0, 0, 0, 0, 0, 16]
    const { pull } = await serve((_, response) => {
      response.writeHead(200).write(Uint8Array.of(...FLV.subarray(0, 13), ...sorenson))
    })
    expect((await pull().over()).detail).toBe('codec-unsupported (no type)')
  })

  test('one that closes in the middle of a picture', async () => {
    const { pull } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': FLV.length })
      response.write(FLV.subarray(0, FLV.length >> 1), () => response.destroy())
    })
    const heard = pull()
    expect((await heard.over()).outcome).toBe('ended')
    expect(heard.units.length).toBeGreaterThan(0)
    expect(heard.units.length).toBeLessThan(FLV_PICTURES)
  })

  test('a header without end', async () => {
    const heard = await serveRaw((socket) => {
      const more = () => {
        if (!socket.destroyed)
          socket.write(`x-more: ${'y'.repeat(4000)}\r\n`, () => setImmediate(more))
      }
      socket.write('HTTP/1.1 200 OK\r\n', more)
    })
    expect(await heard.over()).toEqual({ outcome: 'unreadable', detail: 'HPE_HEADER_OVERFLOW' })
  })

  test('not HTTP at all; closing without a word', async () => {
    const greeting = await serveRaw((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'))
    expect((await greeting.over()).outcome).toBe('unreadable')
    const silent = await serveRaw((socket) => socket.destroy())
    expect((await silent.over()).outcome).toBe('unreachable')
  })

  test('one that never answers is left to the ladder and can be stopped', async () => {
    const server = await rawServer(() => {})
    ends.push(server.close)
    const heard = pullFrom(server.url + PATH)
    await server.asked
    heard.running.stop()
    await server.gone()
    expect(heard.ends).toEqual([])
  })

  test('one that drips a byte at a time', async () => {
    const { pull } = await serve((_, response) => {
      let at = 0
      const drip = () => {
        if (at < 3000) response.write(FLV.subarray(at, ++at), () => setImmediate(drip))
        else response.end(FLV.subarray(at))
      }
      response.writeHead(200)
      drip()
    })
    expect(await pull().came(FLV_PICTURES)).toHaveLength(FLV_PICTURES)
  })

  test('what a server says of itself shows no secret of the address', async () => {
    const type = 'text/topsecretkey; othersecret'
    const { pull } = await serve((_, response) => {
      response
        .writeHead(200, { 'content-type': `${type} cam_topsecretkey.flv` })
        .write('nothing here')
    })
    const { detail } = await pull().over()
    expect(detail).not.toContain('othersecret')
    expect(detail).not.toContain('cam_topsecretkey')
  })
})
