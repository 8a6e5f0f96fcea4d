import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { deleteResource, postOffer } from './whip-client'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Asked = { method: string; url: string; type: string | undefined; body: string }

async function serve(answer: (asked: Asked, response: ServerResponse) => void) {
  const asked: Asked[] = []
  const server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.on('data', (piece) => (body += String(piece)))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, type: headers['content-type'], body }
      asked.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { asked, origin: `http://127.0.0.1:${port}` }
}

const PATH = '/rtc/v1/whip/?app=live&stream=a_key'
const created = (location?: string) => (_: Asked, response: ServerResponse) =>
  void response.writeHead(201, location === undefined ? {} : { location }).end('v=0\r\n')

test('the offer goes to the very address, the resource may be relative', async () => {
  const { asked, origin } = await serve(created('/rtc/v1/whip/?action=delete&token=t'))
  const reply = await postOffer(origin + PATH, 'v=0\r\noffer')
  expect(asked).toEqual([
    { method: 'POST', url: PATH, type: 'application/sdp', body: 'v=0\r\noffer' },
  ])
  const resource = `${origin}/rtc/v1/whip/?action=delete&token=t`
  expect(reply).toEqual({ sdp: 'v=0\r\n', resource })
  await deleteResource(resource)
  expect(asked[1]).toMatchObject({ method: 'DELETE', url: '/rtc/v1/whip/?action=delete&token=t' })
})

test('a redirection is followed with the offer, and the resource is beside its end', async () => {
  const there = await serve(created('session/7'))
  const { origin } = await serve(
    (_, response) => void response.writeHead(307, { location: `${there.origin}/else/where` }).end(),
  )
  expect(await postOffer(origin + PATH, 'v=0')).toMatchObject({
    resource: `${there.origin}/else/session/7`,
  })
  expect(there.asked[0]).toMatchObject({ method: 'POST', body: 'v=0' })
})

test('a server that names no resource is taken as it is', async () => {
  const { origin } = await serve(created())
  expect(await postOffer(origin + PATH, 'v=0')).toEqual({ sdp: 'v=0\r\n', resource: undefined })
})

test.each([
  [406, 'no H.264 in the offer\nmore', '406 Not Acceptable no H.264 in the offer'],
  [200, '{"code":-400}', '200 OK {"code":-400}'],
  [201, 'hello', 'the answer is no SDP'],
  [201, `v=0${'a'.repeat(70_000)}`, 'the answer is too long'],
])('%i is a sentence', async (status, body, problem) => {
  const { origin } = await serve((_, response) => void response.writeHead(status).end(body))
  expect(await postOffer(origin + PATH, 'v=0')).toEqual({ problem })
})

test('nobody there and a connection that breaks are sentences too', async () => {
  const { origin } = await serve((_, response) => void response.destroy())
  expect(await postOffer(origin + PATH, 'v=0')).toHaveProperty('problem')
  closing.splice(0).forEach((close) => close())
  const refused = await postOffer(origin + PATH, 'v=0')
  expect('problem' in refused && refused.problem).toMatch(/ECONNREFUSED/)
  await expect(deleteResource(origin + PATH)).resolves.toBeUndefined()
})
