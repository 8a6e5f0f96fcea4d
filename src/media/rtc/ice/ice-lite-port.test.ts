import { createHmac, randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { IceLitePort } from './ice-lite-port'

const CREDENTIALS = { ufrag: 'ours', password: 'a password of ours' }
const HOST = '127.0.0.1'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A check as RFC 8445 section 7.1 wants it, by this test's own hand. */
const check = (over: { password?: string; nominate?: boolean } = {}): Buffer => {
  const username = Buffer.from('ours:theirs!')
  const attributes = [
    Buffer.from([0, 6, 0, username.length]),
    username,
    Buffer.from('802a00080102030405060708', 'hex'),
    ...(over.nominate === false ? [] : [Buffer.from('00250000', 'hex')]),
  ]
  const body = Buffer.concat(attributes)
  const header = Buffer.from('000100002112a442', 'hex')
  header.writeUInt16BE(body.length + 24, 2)
  const open = Buffer.concat([header, randomBytes(12), body])
  const seal = createHmac('sha1', over.password ?? CREDENTIALS.password)
    .update(open)
    .digest()
  return Buffer.concat([open, Buffer.from([0, 8, 0, 20]), seal])
}

const started = async () => {
  const heard: string[] = []
  const waiting: (() => void)[] = []
  const port = await IceLitePort.open({ host: HOST, port: 0 }, CREDENTIALS, {
    datagram: (bytes) => {
      heard.push(bytes.toString('latin1'))
      for (const go of waiting.splice(0)) go()
    },
    reached: () => heard.push('reached'),
    failed: (detail) => heard.push(detail),
  })
  if (!port) throw new Error('no port')
  ends.push(() => port.close())
  const peer = async () => {
    const socket: Socket = createSocket('udp4')
    ends.push(() => socket.close())
    socket.bind(0, HOST)
    await once(socket, 'listening')
    const send = (bytes: Buffer | string) => {
      const out = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
      socket.send(out, port.port, HOST)
    }
    const answered = async (): Promise<Buffer> => {
      const [bytes] = (await once(socket, 'message')) as [Buffer]
      return bytes
    }
    const passes = async (bytes = check()) => {
      const answer = answered()
      send(bytes)
      return (await answer).readUInt16BE(0)
    }
    return { send, answered, passes }
  }
  const next = () => new Promise<void>((go) => waiting.push(go))
  return { port, heard, peer, next }
}
const MEDIA = '\x80 media'

test('answers a check with our password and then listens; strangers are counted and nothing else', async () => {
  const { port, heard, peer, next } = await started()
  const [dock, stranger] = [await peer(), await peer()]
  stranger.send(check({ password: 'guessed' }))
  stranger.send(MEDIA)
  dock.send(MEDIA)
  expect(await dock.passes()).toBe(0x0101)
  const came = next()
  stranger.send('\x16 not listened to')
  dock.send(MEDIA)
  await came
  expect(heard).toEqual(['reached', MEDIA])
  expect(port.strangers).toBe(4)
})

test('sends to the newest nomination, so that a dock may change its address', async () => {
  const { port, peer } = await started()
  const [before, after] = [await peer(), await peer()]
  port.send(Buffer.from('nobody'))
  await before.passes(check({ nominate: false }))
  const early = before.answered()
  port.send(Buffer.from('one'))
  expect((await early).toString()).toBe('one')
  await before.passes()
  await after.passes(check({ nominate: false }))
  const still = before.answered()
  port.send(Buffer.from('two'))
  expect((await still).toString()).toBe('two')
  await after.passes()
  const moved = after.answered()
  port.send(Buffer.from('three'))
  expect((await moved).toString()).toBe('three')
})

test('a taken port is a value, and closing frees it', async () => {
  const { port } = await started()
  const place = { host: HOST, port: port.port }
  const deaf = { datagram: () => {}, reached: () => {}, failed: () => {} }
  expect(await IceLitePort.open(place, CREDENTIALS, deaf)).toBeUndefined()
  await port.close()
  await port.close()
  port.send(Buffer.from('too late'))
  const again = await IceLitePort.open(place, CREDENTIALS, deaf)
  expect(again?.port).toBe(place.port)
  await again?.close()
})

test('an address that is none of ours is a value', async () => {
  const deaf = { datagram: () => {}, reached: () => {}, failed: () => {} }
  const place = { host: '203.0.113.1', port: 0 }
  expect(await IceLitePort.open(place, CREDENTIALS, deaf)).toBeUndefined()
})
