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
  const faultsChanged = vi.fn()
  const docks = new SimulatedDocks({ spawn, said, failed, faultsChanged })
  return { docks, children, spawn, said, failed, faultsChanged }
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

test('what they say is passed on, without the noise', async () => {
  const { docks, children, said } = setUp()
  docks.start(1, broker)
  children[0]?.stdout.write('dock online\n\n')
  children[0]?.stderr.write('[OpenH264] this = 0x0, Warning: rate\n')
  await vi.advanceTimersByTimeAsync(0)
  expect(said.mock.calls).toEqual([['dock online']])
  docks.stop()
})

test('a fault becomes orders, is listed when they are answered and forgotten with the docks', async () => {
  const { docks, children, faultsChanged, said } = setUp()
  docks.start(1, broker)
  const orders: Record<string, unknown>[] = []
  const [first] = children
  first?.stdin.on('data', (text: Buffer) => {
    for (const line of text.toString().trim().split('\n')) {
      const order = JSON.parse(line) as Record<string, unknown>
      orders.push(order)
      first.stdout.write(`{"event":"answer","id":${String(order['id'])},"ok":true}\n`)
    }
  })
  const frozen = { gatewaySn: 'A1', fault: 'frozen' } as const
  const done = docks.faults.set({ ...frozen, on: true })
  await vi.advanceTimersByTimeAsync(10)
  expect(await done).toBeUndefined()
  expect(orders).toMatchObject([
    { dock: 'A1', clear: true },
    { dock: 'A1', fault: 'media-frozen', value: '0' },
  ])
  expect(docks.faults.list()).toEqual([frozen])
  expect(said).not.toHaveBeenCalled()
  first?.emit('exit', null, 'SIGKILL')
  expect(docks.faults.list()).toEqual([])
  expect(faultsChanged).toHaveBeenCalledTimes(2)
  docks.stop()
})

test('an order that is refused, not answered or has nobody to go to says so', async () => {
  const { docks, children } = setUp()
  const wanted = { gatewaySn: 'B2', fault: 'media-none', on: true } as const
  expect(await docks.faults.set(wanted)).toBe('the simulated docks do not run')
  docks.start(1, broker)
  const refused = docks.faults.set(wanted)
  children[0]?.stdout.write(
    '{"event":"answer","id":1,"ok":false,"problem":"there is no dock B2"}\n',
  )
  await vi.advanceTimersByTimeAsync(10)
  expect(await refused).toBe('there is no dock B2')
  const silent = docks.faults.set(wanted)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await silent).toBe('no answer')
  expect(docks.faults.list()).toEqual([])
  docks.stop()
})
