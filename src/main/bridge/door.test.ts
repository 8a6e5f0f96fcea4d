import type { IpcMainInvokeEvent } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { CHANNELS } from '@shared/channels'
import { emptyWall } from '@shared/wall'
import { Door, type Handlers } from './door'

const own = 'app://dockwall/renderer/index.html'
type Ask = (event: IpcMainInvokeEvent, name: unknown, input: unknown) => unknown

let ask: Ask
const refused = vi.fn()
const heard: unknown[][] = []
const handlers = {
  'wall.get': () => emptyWall(),
  'live.retry': vi.fn(() => ({ ok: true })),
} as unknown as Handlers

const from = (url: string, parent: object | null = null): IpcMainInvokeEvent =>
  ({ senderFrame: { url, parent }, sender: {} }) as unknown as IpcMainInvokeEvent

beforeEach(() => {
  refused.mockClear()
  heard.length = 0
  const door = new Door({
    ipc: { handle: (channel, handler) => void (channel === CHANNELS.request && (ask = handler)) },
    isOwn: (address) => address === own,
    listeners: () => [
      { send: (...sent) => void heard.push(sent), isDestroyed: () => false },
      { send: () => expect.unreachable('a window that is gone'), isDestroyed: () => true },
    ],
    refused,
  })
  door.open(handlers)
  door.tell('wall.changed', emptyWall())
})

test('answers a page of ours', () => {
  expect(ask(from(own), 'wall.get', undefined)).toEqual(emptyWall())
  expect(ask(from(own), 'live.retry', { videoId: 'A1/165-0-7/normal-0' })).toEqual({ ok: true })
  expect(refused).not.toHaveBeenCalled()
})

test('tells windows that are there', () => {
  expect(heard).toEqual([[CHANNELS.event, 'wall.changed', emptyWall()]])
})

test.each([
  ['a foreign page', from('https://example.com/'), 'wall.get', undefined],
  ['a frame inside a page of ours', from(own, {}), 'wall.get', undefined],
  ['an unknown name', from(own), 'fs.read', '/etc/passwd'],
  ['a name from the prototype', from(own), 'constructor', undefined],
  ['a name that is no text', from(own), 7, undefined],
  ['bad input', from(own), 'live.retry', { videoId: '../x' }],
  ['input with more than was asked', from(own), 'live.retry', { videoId: 'A/b/c', more: 1 }],
  ['input where none belongs', from(own), 'wall.get', {}],
])('%s is refused out loud and counted', (_what, event, name, input) => {
  expect(() => ask(event, name, input)).toThrow(/^refused: /)
  expect(refused).toHaveBeenCalledOnce()
})
