import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SimulatedDocks } from './simulated-docks'

const broker = { port: 1883, username: 'demo', password: 'a secret' }
const child = () =>
  Object.assign(new EventEmitter(), {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    kill: vi.fn(() => true),
  })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const setUp = () => {
  const children: ReturnType<typeof child>[] = []
  const spawn = vi.fn((_args: string[], _env: Record<string, string>) => {
    const next = child()
    children.push(next)
    return next as unknown as ChildProcess
  })
  const said = vi.fn()
  const failed = vi.fn()
  const docks = new SimulatedDocks({ spawn, said, failed })
  return { docks, children, spawn, said, failed }
}

test('the password goes where other users of the computer cannot see it', () => {
  const { docks, spawn } = setUp()
  docks.start(3, broker)
  const [args, env] = spawn.mock.calls[0] ?? []
  expect(args).toContain('--docks=3')
  expect(args?.join(' ')).not.toContain(broker.password)
  expect(env).toEqual({ DOCKWALL_SIMULATOR_PASSWORD: broker.password })
})

test('docks that die come back, until they are stopped', () => {
  const { docks, children, spawn, failed } = setUp()
  docks.start(3, broker)
  children[0]?.emit('exit', null, 'SIGKILL')
  expect(failed).toHaveBeenCalledWith('ended with SIGKILL')
  vi.advanceTimersByTime(2_000)
  expect(spawn).toHaveBeenCalledTimes(2)
  docks.stop()
  expect(children[1]?.kill).toHaveBeenCalledOnce()
  children[1]?.emit('exit', 0, null)
  vi.advanceTimersByTime(10_000)
  expect(spawn).toHaveBeenCalledTimes(2)
  expect(failed).toHaveBeenCalledOnce()
})

test('what they say is passed on, without the noise', () => {
  const { docks, children, said } = setUp()
  docks.start(1, broker)
  children[0]?.stdout.write('dock online\n\n')
  children[0]?.stderr.write('[OpenH264] this = 0x0, Warning: rate\n')
  expect(said.mock.calls).toEqual([['dock online']])
  docks.stop()
})
