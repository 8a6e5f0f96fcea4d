import { describe, expect, test } from 'vitest'
import { ClientHandshake, ServerHandshake, type HandshakeStep } from './handshake'

const BLOCK = 1536
const c0c1 = () => {
  const bytes = new Uint8Array(1 + BLOCK).map((_, at) => at * 7)
  bytes[0] = 3
  return bytes
}

describe('ServerHandshake', () => {
  test.each([1, 1000, 1537, 5000])(
    'answers in pieces of %i and gives back what follows',
    (piece) => {
      const handshake = new ServerHandshake()
      const all = Buffer.concat([c0c1(), new Uint8Array(BLOCK), Uint8Array.of(9, 8, 7)])
      const replies: Uint8Array[] = []
      const rest: number[] = []
      let done = false
      for (let at = 0; at < all.length; at += piece) {
        const bytes = all.subarray(at, at + piece)
        const step: HandshakeStep = done ? { rest: bytes } : handshake.receive(bytes)
        if (step.reply) replies.push(step.reply)
        if (step.rest) {
          done = true
          rest.push(...step.rest)
        }
      }
      expect(rest).toEqual([9, 8, 7])
      expect(replies).toHaveLength(1)
      expect(replies[0]?.[0]).toBe(3)
      expect(replies[0]?.subarray(1 + BLOCK)).toEqual(c0c1().subarray(1))
      // Zero version bytes tell Flash and librtmp that there is no digest to check.
      expect([...(replies[0]?.subarray(5, 9) ?? [])]).toEqual([0, 0, 0, 0])
    },
  )

  test('other protocols are known by their first byte', () => {
    expect(new ServerHandshake().receive(Buffer.from('GET / HTTP/1.1'))).toEqual({
      problem: 'not-rtmp',
    })
    expect(new ServerHandshake().receive(Uint8Array.of(6))).toEqual({ problem: 'not-rtmp' })
  })
})

test('ClientHandshake echoes the server and waits for its echo', () => {
  const client = new ClientHandshake()
  const server = new ServerHandshake()
  const { reply } = server.receive(client.hello)
  const step = client.receive(reply ?? new Uint8Array(0))
  expect(step.rest).toHaveLength(0)
  expect(step.reply).toEqual(reply?.slice(1, 1 + BLOCK))
  expect(server.receive(step.reply ?? new Uint8Array(0)).rest).toHaveLength(0)
})
