import { afterEach, describe, expect, test } from 'vitest'
import { OFFER } from './engine-fixture'
import { PATH, SDP, startWhip, type Asking } from './whip-fixture'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})
const started = async () => {
  const all = await startWhip()
  ends.push(() => all.server.stop())
  return all
}

describe('POST', () => {
  test('201 as SRS answers: relative Location with query and slash, ETag, the whole answer', async () => {
    const { ask, newest, engine } = await started()
    const { status, headers, body } = await ask()
    expect(status).toBe(201)
    expect(headers.location).toMatch(
      /^\/rtc\/v1\/whip\/\?action=delete&token=[0-9a-f]{32}&app=live&stream=one_k$/,
    )
    expect(headers.etag).toMatch(/^"[^"]+"$/)
    expect(headers['content-type']).toBe('application/sdp')
    expect(headers['accept-patch']).toBe('application/trickle-ice-sdpfrag')
    expect(headers['access-control-expose-headers']).toContain('Location')
    expect(body).toBe(newest().answer)
    expect(newest().addresses).toEqual(['203.0.113.9', '127.0.0.1'])
    expect(engine.places).toEqual([{ host: '127.0.0.1', from: 50000, to: 50099 }])
  })

  test.each<[string, Asking]>([
    ['no slash', { path: '/rtc/v1/whip?app=live&stream=one_k' }],
    ['MediaMTX', { path: '/live/one_k/whip' }],
    ['path', { path: '/whip/live/one_k' }],
    ['bearer', { path: '/whip/live/one', headers: { ...SDP, Authorization: 'Bearer k' } }],
    ['key in the query', { path: '/whip/live/one?key=k' }],
    ['no content type', { headers: {} }],
    ['a charset', { headers: { 'Content-Type': 'Application/SDP; charset=utf-8' } }],
    ['chunked', { headers: { ...SDP, 'Transfer-Encoding': 'chunked' } }],
    ['expecting 100', { headers: { ...SDP, Expect: '100-continue' } }],
    ['LF line ends', { body: OFFER.replaceAll('\r\n', '\n') }],
  ])('201 with %s', async (_name, asking) => {
    const { ask } = await started()
    expect((await ask(asking)).status).toBe(201)
  })

  test.each<[number, string, Asking]>([
    [404, 'refused no-endpoint', { path: '/index/api/whip?app=live&stream=one_k' }],
    [404, 'refused no-endpoint', { path: '/rtc/v1/whip/?app=other&stream=one_k' }],
    [415, 'refused content-type', { headers: { 'Content-Type': 'application/json' } }],
    [400, 'refused not-sdp one', { body: 'hello' }],
    [400, 'refused not-sdp one', { body: '' }],
    [401, 'refused key-missing', { path: '/whip/live/SN_81-0-0' }],
    [403, 'refused key-wrong one', { path: '/whip/live/one_x' }],
    [403, 'refused stream-unexpected', { path: '/whip/live/three_k' }],
    [406, 'refused h265-only one', { body: OFFER.replaceAll('H264', 'H265') }],
    [406, 'refused no-h264 one', { body: OFFER.replaceAll('H264', 'VP8') }],
    [406, 'refused no-fingerprint one', { body: OFFER.replace(/a=fingerprint.*\r\n/, '') }],
    [413, 'refused body-too-long', { body: OFFER.padEnd(65_537) }],
  ])('%i, %s', async (status, refused, asking) => {
    const { ask, said, engine } = await started()
    const answer = await ask(asking)
    expect(answer.status).toBe(status)
    expect(answer.body.length).toBeGreaterThan(5)
    expect(said).toEqual([refused])
    expect(engine.sessions).toEqual([])
  })

  test('406 names what was offered, 401 says how', async () => {
    const { ask } = await started()
    expect((await ask({ body: OFFER.replaceAll('H264', 'AV1') })).body).toContain('AV1')
    const asked = await ask({ path: '/whip/live/SN_81-0-0' })
    expect(asked.headers['www-authenticate']).toBe('Bearer')
  })

  test('503 with a time when there is no port or the engine fails', async () => {
    const { ask, engine, said } = await started()
    engine.instead = 'no-port'
    const busy = await ask()
    expect([busy.status, busy.headers['retry-after']]).toEqual([503, '5'])
    engine.instead = 'throws'
    expect((await ask()).status).toBe(503)
    engine.instead = undefined
    expect((await ask()).status).toBe(201)
    expect(said).toEqual(['refused no-port one', 'refused engine-failed one'])
  })

  test('429 after sixty in a minute, with the time until the next one', async () => {
    const { ask, clock } = await started()
    for (let count = 0; count < 60; count++) await ask({ path: '/whip/live/one_x' })
    clock.now += 20_000
    const { status, headers } = await ask()
    expect([status, headers['retry-after']]).toEqual([429, '40'])
    clock.now += 40_000
    expect((await ask()).status).toBe(201)
  })
})

describe('the other methods', () => {
  test('OPTIONS', async () => {
    const { ask } = await started()
    const { status, headers } = await ask({ method: 'OPTIONS' })
    expect([status, headers['accept-post']]).toEqual([204, 'application/sdp'])
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(headers['access-control-allow-methods']).toContain('DELETE')
  })

  test.each(['GET', 'PUT', 'HEAD'])('%s: 405', async (method) => {
    const { ask } = await started()
    const { status, headers } = await ask({ method })
    expect([status, headers.allow]).toEqual([405, 'POST, PATCH, DELETE, OPTIONS'])
  })

  test('DELETE ends the session and frees it, once', async () => {
    const { ask, newest, said } = await started()
    const path = (await ask()).headers.location ?? ''
    newest().events.connected()
    expect((await ask({ method: 'DELETE', path })).status).toBe(200)
    expect(newest().closed).toBe(true)
    expect((await ask({ method: 'DELETE', path })).status).toBe(404)
    expect((await ask({ method: 'DELETE', path: PATH })).status).toBe(404)
    expect(said).toEqual(['one started', 'one ended deleted'])
  })

  test('PATCH: trickle with the right tag, everything else refused', async () => {
    const { ask } = await started()
    const { headers } = await ask()
    const path = headers.location ?? ''
    const type = { 'Content-Type': 'application/trickle-ice-sdpfrag' }
    const tag = { ...type, 'If-Match': headers.etag }
    const fragment = 'a=ice-ufrag:dbe0\r\na=ice-pwd:x\r\nm=video 9 RTP/AVP 0\r\na=mid:0\r\n'
    const patch = async (asking: Asking) =>
      (await ask({ method: 'PATCH', path, body: fragment, ...asking })).status
    expect(await patch({ headers: tag })).toBe(204)
    expect(await patch({ headers: { ...type, 'If-Match': '*' } })).toBe(204)
    expect(await patch({ headers: type })).toBe(428)
    expect(await patch({ headers: { ...type, 'If-Match': '"x"' } })).toBe(412)
    expect(await patch({ headers: SDP })).toBe(415)
    expect(await patch({ headers: tag, body: 'a=ice-ufrag:other\r\n' })).toBe(422)
    expect(await patch({ headers: tag, path: PATH })).toBe(404)
  })
})

test('offers are told without passwords and keys, with what came of them', async () => {
  const { ask, exchanges } = await started()
  await ask({ headers: { ...SDP, 'User-Agent': 'dock/1' } })
  await ask({ body: OFFER.replaceAll('H264', 'H265').replace('s=-', `s=${'x'.repeat(60_000)}`) })
  await ask({ path: '/whip/live/one_x' })
  expect(exchanges).toHaveLength(2)
  const [taken, refused] = exchanges
  expect(taken).toMatchObject({
    stream: 'one',
    remote: '127.0.0.1',
    status: 201,
    userAgent: 'dock/1',
  })
  expect(taken?.offer).toContain('a=ice-pwd:***')
  expect(taken?.answer).toContain('a=ice-pwd:***')
  expect(JSON.stringify(exchanges)).not.toMatch(/Lh1BYP|oursecret|one_k/)
  expect(refused).toMatchObject({ status: 406, reason: 'h265-only' })
  expect(refused?.offer.length).toBeLessThan(8200)
})
