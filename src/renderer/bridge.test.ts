import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CHANNELS } from '@shared/channels'
import type { SiteState } from '@shared/site'

const site: SiteState = {
  mode: 'none',
  link: { kind: 'off' },
  ingest: { kind: 'off' },
  addresses: [],
  faults: [],
}

function fakeMain() {
  const heard = new Set<(name: string, value: unknown) => void>()
  return {
    heard,
    tell: (name: string, value: unknown) => heard.forEach((listener) => listener(name, value)),
    bridge: {
      request: vi.fn(async (name: string, input: unknown): Promise<unknown> => ({ name, input })),
      subscribe: vi.fn((listener: (name: string, value: unknown) => void) => {
        heard.add(listener)
        return () => void heard.delete(listener)
      }),
    },
  }
}

/** What the preload posts; happy-dom's own postMessage carries no ports. */
function deliver(data: unknown, ports: { close(): void }[], source: unknown = window): void {
  const event = new Event('message')
  Object.defineProperties(event, {
    data: { value: data },
    ports: { value: ports },
    source: { value: source },
  })
  window.dispatchEvent(event)
}

const fakePort = () => ({ close: vi.fn() })
let main: ReturnType<typeof fakeMain>
let bridge: typeof import('./bridge')

beforeEach(async () => {
  vi.resetModules()
  main = fakeMain()
  vi.spyOn(window, 'addEventListener')
  vi.stubGlobal('dockwall', main.bridge)
  bridge = await import('./bridge')
})
afterEach(() => {
  vi.useRealTimers()
  // Each test has a fresh bridge; the listener of the one before must not close its ports.
  for (const [name, listener] of vi.mocked(window.addEventListener).mock.calls) {
    window.removeEventListener(name, listener)
  }
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('request', () => {
  test('passes name and input and gives back the answer', async () => {
    const input = { videoId: 'A/39-0-7/normal-0' }
    expect(await bridge.request('live.retry', input)).toEqual({ name: 'live.retry', input })
  })

  test('rejects as main rejects', async () => {
    main.bridge.request.mockRejectedValueOnce(new Error('refused at the door'))
    await expect(bridge.request('wall.get', undefined)).rejects.toThrow('refused at the door')
  })
})

describe('on', () => {
  test('shares one subscription and gives each listener its own event only', () => {
    const states = vi.fn()
    const more = vi.fn()
    const walls = vi.fn()
    bridge.on('site.changed', states)
    bridge.on('site.changed', more)
    bridge.on('wall.changed', walls)
    main.tell('site.changed', site)
    main.tell('a name of a newer main', 1)
    expect(states.mock.calls).toEqual([[site]])
    expect(more).toHaveBeenCalledOnce()
    expect(walls).not.toHaveBeenCalled()
    expect(main.bridge.subscribe).toHaveBeenCalledOnce()
  })

  test('off ends that listener only, and the last off ends the subscription', () => {
    const listener = vi.fn()
    const first = bridge.on('site.changed', listener)
    const second = bridge.on('site.changed', listener)
    first()
    first()
    main.tell('site.changed', site)
    expect(listener).toHaveBeenCalledOnce()
    second()
    expect(main.heard.size).toBe(0)
    bridge.on('site.changed', listener)
    main.tell('site.changed', site)
    expect(listener).toHaveBeenCalledTimes(2)
  })

  test('a listener that throws disturbs no other', () => {
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    const listener = vi.fn()
    bridge.on('site.changed', () => {
      throw new Error('defect')
    })
    bridge.on('site.changed', listener)
    main.tell('site.changed', site)
    expect(listener).toHaveBeenCalledOnce()
    expect(reported).toHaveBeenCalledOnce()
  })
})

describe('openPort', () => {
  test('gives the port that came with its subscription', async () => {
    const port = fakePort()
    const opened = bridge.openPort('s1')
    deliver({ kind: CHANNELS.port, subscription: 's1' }, [port])
    expect(await opened).toBe(port)
    expect(port.close).not.toHaveBeenCalled()
  })

  test('closes ports that nobody waits for, and every port of a message with more than one', () => {
    const waiting = vi.fn()
    void bridge.openPort('s1').then(waiting)
    const ports = Array.from({ length: 4 }, fakePort)
    deliver({ kind: CHANNELS.port, subscription: 'other' }, ports.slice(0, 1))
    deliver({ kind: CHANNELS.port, subscription: 's1' }, ports.slice(1, 3))
    deliver({ kind: CHANNELS.port, subscription: 7 }, ports.slice(3))
    for (const port of ports) expect(port.close).toHaveBeenCalledOnce()
    expect(waiting).not.toHaveBeenCalled()
  })

  test('listens to the window itself only, and to its own kind of message only', async () => {
    vi.useFakeTimers()
    const opened = bridge.openPort('s1')
    deliver({ kind: CHANNELS.port, subscription: 's1' }, [fakePort()], {})
    deliver({ kind: 'else', subscription: 's1' }, [fakePort()])
    deliver(null, [fakePort()])
    const refused = expect(opened).rejects.toThrow('no port for s1')
    await vi.advanceTimersByTimeAsync(5000)
    await refused
  })

  test('a port after the deadline is closed', async () => {
    vi.useFakeTimers()
    const refused = expect(bridge.openPort('s1')).rejects.toThrow()
    await vi.advanceTimersByTimeAsync(5000)
    await refused
    const port = fakePort()
    deliver({ kind: CHANNELS.port, subscription: 's1' }, [port])
    expect(port.close).toHaveBeenCalledOnce()
  })

  test('refuses to wait twice for one subscription', async () => {
    void bridge.openPort('s1')
    await expect(bridge.openPort('s1')).rejects.toThrow('already')
  })
})
