import { expect, test } from 'vitest'
import { FakeEngine } from './engine-fixture'
import { warmUp } from './warm-up'
import type { EngineSession } from './whip-engine'
import { WeriftEngine } from './werift/werift-engine'

const clock = () => 0

test('the real engine answers the offer of nobody and keeps nothing of it', async () => {
  const engine = await WeriftEngine.create(clock)
  const opened: EngineSession[] = []
  let closed = 0
  const accept = engine.accept.bind(engine)
  engine.accept = async (...given) => {
    const session = await accept(...given)
    if (session === 'no-port') return session
    opened.push(session)
    const close = session.close.bind(session)
    session.close = async () => {
      await close()
      closed++
    }
    return session
  }
  expect(await warmUp(engine)).toBe(true)
  expect(opened[0]?.answer).toContain('m=video')
  expect(closed).toBe(opened.length)
})

test.each(['no-port', 'throws'] as const)('%s is no reason not to listen', async (instead) => {
  const engine = new FakeEngine()
  engine.instead = instead
  expect(await warmUp(engine)).toBe(false)
})
