import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { Demo } from './demo'

const broker = { port: 1883, username: 'demo', password: 'a secret' }

const setUp = (asked: number | undefined) => {
  const stdout = new PassThrough()
  const child = Object.assign(new EventEmitter(), {
    stdout,
    stderr: null,
    stdin: null,
    kill: vi.fn(),
  })
  const spawn = vi.fn((_args: string[]) => child as unknown as ChildProcess)
  const needs = {
    asked,
    configured: () => 6,
    spawn,
    runs: vi.fn(),
    failed: vi.fn(),
    faultsChanged: vi.fn(),
  }
  const demo = new Demo(needs)
  const started = (): string | undefined => {
    demo.start(broker)
    return spawn.mock.lastCall?.[0].find((argument) => argument.startsWith('--docks'))
  }
  return { demo, started, stdout, child, ...needs }
}

test('the command line counts before the settings, until the operator chooses', () => {
  const { demo, started } = setUp(3)
  expect([demo.asked, started()]).toEqual([true, '--docks=3'])
  demo.overrule()
  expect([demo.asked, started()]).toEqual([false, '--docks=6'])
  expect(setUp(undefined).demo.asked).toBe(false)
})

test('says when the docks cannot run and when they speak', () => {
  const { started, stdout, child, runs, failed } = setUp(3)
  started()
  child.emit('error', new Error('no room'))
  expect(failed).toHaveBeenCalledWith('no room')
  expect(runs).not.toHaveBeenCalled()
  stdout.write('dock online\n')
  expect(runs).toHaveBeenCalledOnce()
})
