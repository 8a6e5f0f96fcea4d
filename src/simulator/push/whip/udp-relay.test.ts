import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { ManualClock } from '../../dock/manual-clock'
import { FaultSet } from '../../fault-set'
import { BadNetwork } from './bad-network'
import { UdpRelay } from './udp-relay'

const closing: { close(): void }[] = []
afterEach(() => {
  for (const one of closing.splice(0)) one.close()
})

const socket = async (): Promise<Socket> => {
  const made = createSocket('udp4')
  closing.push(made)
  made.bind(0, '127.0.0.1')
  await once(made, 'listening')
  return made
}

async function setUp() {
  const faults = new FaultSet()
  const clock = new ManualClock()
  const needs = { clock, faults, random: Math.random, queued: () => undefined }
  const network = { up: new BadNetwork(needs, true), down: new BadNetwork(needs, false) }
  const relay = await UdpRelay.open('127.0.0.1', network)
  closing.push(relay)
  const server = await socket()
  const seen: { text: string; port: number }[] = []
  // Everything is sent back, as a media server answers.
  server.on('message', (packet, { port }) => {
    seen.push({ text: packet.toString(), port })
    server.send(`re ${packet.toString()}`, port, '127.0.0.1')
  })
  const dock = await socket()
  const heard: string[] = []
  dock.on('message', (packet) => heard.push(packet.toString()))
  const say = (text: string): void => dock.send(text, relay.inner.port, relay.inner.address)
  const outer = relay.outer?.port
  relay.aim({ address: '127.0.0.1', port: server.address().port })
  return { relay, outer, say, seen, heard, faults, clock }
}

test('packets pass both ways, from the port that was named', async () => {
  const { outer, say, seen, heard } = await setUp()
  say('one')
  await vi.waitFor(() => expect(heard).toEqual(['re one']))
  expect(seen).toEqual([{ text: 'one', port: outer }])
})

test('each address of the publisher has a port of its own and gets its own answers', async () => {
  const { relay, say, seen, heard } = await setUp()
  const other = await socket()
  const answer = once(other, 'message')
  say('one')
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  other.send('two', relay.inner.port, relay.inner.address)
  expect(String((await answer)[0])).toBe('re two')
  expect(heard).toEqual(['re one'])
  expect(new Set(seen.map(({ port }) => port)).size).toBe(2)
})

test('after a move the server sees another port and is heard still', async () => {
  const { relay, say, seen, heard } = await setUp()
  say('before')
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  relay.move()
  say('after')
  await vi.waitFor(() => expect(heard).toEqual(['re before', 're after']))
  expect(seen[1]?.port).not.toBe(seen[0]?.port)
})

test('what was on its way when it closed arrives nowhere', async () => {
  const { relay, say, seen, heard, faults, clock } = await setUp()
  faults.set('packet-delay', '40')
  say('late')
  await vi.waitFor(() => {
    if (seen.length === 0) clock.pass(20)
    expect(seen).toHaveLength(1)
  })
  relay.close()
  relay.close()
  clock.pass(1000)
  const other = await setUp()
  other.say('now')
  await vi.waitFor(() => expect(other.heard).toEqual(['re now']))
  expect(heard).toEqual([])
})
