import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { sealed, TYPE } from './fixtures/own-hand-stun'
import { IceControllingPort } from './ice-controlling-port'

const OURS = { ufrag: 'ours', password: 'a password of ours' }
const THEIRS = { ufrag: 'theirs', password: 'a password of theirs' }
const HOST = '127.0.0.1'
const MEDIA = '\x80 media'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const started = async () => {
  const clock = { now: 1000 }
  const said: string[] = []
  const waiting: (() => void)[] = []
  const say = (text: string) => {
    said.push(text)
    for (const go of waiting.splice(0)) go()
  }
  const events = {
    datagram: (bytes: Buffer) => say(bytes.toString('latin1')),
    reached: () => say('reached'),
    failed: (detail: string) => say(detail),
    lost: () => say('lost'),
  }
  const port = await IceControllingPort.open(OURS, events, () => clock.now)
  if (!port) throw new Error('no port')
  ends.push(() => port.close())
  const next = () => new Promise<void>((go) => waiting.push(go))
  return { port, clock, said, next }
}

/** A server by this test's own hand. */
const server = async () => {
  const socket: Socket = createSocket('udp4').bind(0, HOST)
  ends.push(() => socket.close())
  await once(socket, 'listening')
  const heard = async () => {
    const [bytes, from] = (await once(socket, 'message')) as [Buffer, RemoteInfo]
    return { bytes, from }
  }
  const send = (bytes: Buffer | string, port: number) =>
    socket.send(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, port, HOST)
  /** Takes a check and answers it. */
  const answers = async (password = THEIRS.password) => {
    const { bytes, from } = await heard()
    send(sealed(TYPE.success, bytes.subarray(8, 20), [], password), from.port)
    return bytes
  }
  return { place: { address: HOST, port: socket.address().port }, heard, send, answers }
}

describe('checks of ours', () => {
  test('carry both names, the nomination and our part, sealed with the password of the peer', async () => {
    const { port } = await started()
    const peer = await server()
    const heard = peer.heard()
    port.connect(THEIRS, [peer.place])
    const { bytes } = await heard
    const transaction = bytes.subarray(8, 20)
    const tieBreaker = bytes.subarray(40, 48)
    const attributes: [number, Buffer][] = [
      [0x0006, Buffer.from('theirs:ours')],
      [0x802a, tieBreaker],
      [0x0025, Buffer.alloc(0)],
      [0x0024, Buffer.from('6effffff', 'hex')],
    ]
    const open = sealed(TYPE.request, transaction, attributes, THEIRS.password)
    // What follows is the checksum.
    expect(bytes.subarray(20, -8).toString('hex')).toBe(open.subarray(20).toString('hex'))
    expect(bytes.subarray(-8, -4).toString('hex')).toBe('80280004')
  })

  test('an answer opens the way; then its media are listened to, and nobody else', async () => {
    const { port, said, next } = await started()
    const [peer, stranger] = [await server(), await server()]
    peer.send(MEDIA, port.port)
    const answered = peer.answers()
    const reached = next()
    port.connect(THEIRS, [{ address: 'name.local', port: 1 }, peer.place])
    await answered
    await reached
    const came = next()
    stranger.send(MEDIA, port.port)
    peer.send(MEDIA, port.port)
    await came
    expect(said).toEqual(['reached', MEDIA])
    const heard = peer.heard()
    port.send(Buffer.from('to you'))
    expect((await heard).bytes.toString()).toBe('to you')
  })

  test('an answer sealed with another password is none', async () => {
    const { port, said, clock, next } = await started()
    const peer = await server()
    const first = peer.answers('guessed')
    port.connect(THEIRS, [peer.place])
    await first
    clock.now += 100
    const [second, reached] = [peer.answers(), next()]
    port.tick()
    await second
    await reached
    expect(said).toEqual(['reached'])
  })

  test('four seconds without an answer and without media, and the peer is lost', async () => {
    const { port, said, clock, next } = await started()
    const peer = await server()
    const [answered, reached] = [peer.answers(), next()]
    port.connect(THEIRS, [peer.place])
    await answered
    await reached
    clock.now += 3900
    port.tick()
    const media = next()
    peer.send(MEDIA, port.port)
    await media
    clock.now += 3900
    port.tick()
    expect(said).toEqual(['reached', MEDIA])
    clock.now += 200
    port.tick()
    expect(said).toEqual(['reached', MEDIA, 'lost'])
  })

  test('media alone keep nothing going for longer than half a minute', async () => {
    const { port, said, clock, next } = await started()
    const peer = await server()
    const [answered, reached] = [peer.answers(), next()]
    port.connect(THEIRS, [peer.place])
    await answered
    await reached
    for (let seconds = 0; seconds < 33 && !said.includes('lost'); seconds += 3) {
      const media = next()
      peer.send(MEDIA, port.port)
      await media
      clock.now += 3000
      port.tick()
    }
    expect(said.at(-1)).toBe('lost')
    expect(said.filter((what) => what === MEDIA)).toHaveLength(11)
  })
})

describe('checks of the peer', () => {
  const transaction = Buffer.from('a transaction').subarray(0, 12)
  const named = (name: string): [number, Buffer] => [0x0006, Buffer.from(name)]
  const controlled: [number, Buffer] = [0x8029, Buffer.alloc(8)]
  const controlling: [number, Buffer] = [0x802a, Buffer.alloc(8)]

  test('are answered, and what they came from is checked in turn', async () => {
    const { port, said, next } = await started()
    const peer = await server()
    port.connect(THEIRS, [])
    const answer = peer.heard()
    const check = [named('ours:theirs'), controlled]
    peer.send(sealed(TYPE.request, transaction, check, OURS.password), port.port)
    expect((await answer).bytes.readUInt16BE(0)).toBe(0x0101)
    const [ours, reached] = [peer.answers(), next()]
    expect((await ours).readUInt16BE(0)).toBe(0x0001)
    await reached
    expect(said).toEqual(['reached'])
  })

  test('of a peer that believes to control are a conflict, in which it gives way', async () => {
    const { port } = await started()
    const peer = await server()
    const answer = peer.heard()
    const check = [named('ours:theirs'), controlling]
    peer.send(sealed(TYPE.request, transaction, check, OURS.password), port.port)
    const { bytes } = await answer
    expect(bytes.readUInt16BE(0)).toBe(0x0111)
    expect(bytes.subarray(20, 28).toString('hex')).toBe('0009001100000457')
  })

  test('with a wrong password are not heard', async () => {
    const { port, said, next } = await started()
    const [guesser, peer] = [await server(), await server()]
    const check = [named('ours:theirs'), controlled]
    guesser.send(sealed(TYPE.request, transaction, check, 'guessed'), port.port)
    guesser.send(MEDIA, port.port)
    const answer = peer.heard()
    peer.send(sealed(TYPE.request, transaction, check, OURS.password), port.port)
    await answer
    const media = next()
    peer.send('\x16 hello', port.port)
    await media
    expect(said).toEqual(['\x16 hello'])
  })
})

test('closing frees the port, twice does no harm', async () => {
  const { port } = await started()
  const before = port.port
  await port.close()
  await port.close()
  port.send(Buffer.from('too late'))
  port.tick()
  const socket = createSocket('udp4').bind({ port: before, address: HOST, exclusive: true })
  await once(socket, 'listening')
  socket.close()
})
