import type { Events } from '@shared/contract'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sampleDock } from './fleet-sample'
import { useFleet } from './fleet.store'

type Hear = (patch: Events['fleet.changed']) => void
const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('../bridge', () => bridge)

let hear: Hear
const off = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  bridge.on.mockImplementation((_event: string, listener: Hear) => {
    hear = listener
    return off
  })
  bridge.request.mockResolvedValue([sampleDock(2), sampleDock(1)])
})
afterEach(() => vi.useRealTimers())

const names = () => useFleet().gateways.map(({ callsign }) => callsign)

describe('the fleet in a window', () => {
  test('is what main gave, ordered', async () => {
    await useFleet().start()
    expect(names()).toEqual(['Dock 1', 'Dock 2'])
    expect(useFleet().docksOnline).toBe(2)
  })

  test('patches change, add and remove, several in one step', async () => {
    await useFleet().start()
    hear({ changed: [sampleDock(1, { presence: 'offline' })], removed: [] })
    hear({ changed: [sampleDock(3)], removed: ['7CTSAMPLE2'] })
    expect(names()).toEqual(['Dock 1', 'Dock 2'])
    vi.advanceTimersByTime(100)
    expect(names()).toEqual(['Dock 3', 'Dock 1'])
    expect(useFleet().docksOnline).toBe(1)
    expect(useFleet().gateway('7CTSAMPLE2')).toBeUndefined()
  })

  test('a patch that arrives before the first answer is not lost', async () => {
    let answer: (fleet: unknown) => void = () => undefined
    bridge.request.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const started = useFleet().start()
    hear({ changed: [sampleDock(1, { callsign: 'North' })], removed: [] })
    vi.advanceTimersByTime(100)
    answer([sampleDock(1)])
    await started
    expect(names()).toEqual(['North'])
  })

  test('telemetry that moves nothing keeps the order and shows the new values', async () => {
    await useFleet().start()
    hear({ changed: [sampleDock(2, { lastSeen: 99 })], removed: [] })
    vi.advanceTimersByTime(100)
    expect(names()).toEqual(['Dock 1', 'Dock 2'])
    expect(useFleet().gateway('7CTSAMPLE2')?.lastSeen).toBe(99)
  })

  test('a remote controller is no dock', async () => {
    bridge.request.mockResolvedValue([sampleDock(1), sampleDock(2, { kind: 'remote' })])
    await useFleet().start()
    expect(useFleet().docks).toHaveLength(1)
  })

  test('stops listening when told', async () => {
    const stop = await useFleet().start()
    stop()
    expect(off).toHaveBeenCalledOnce()
  })
})
