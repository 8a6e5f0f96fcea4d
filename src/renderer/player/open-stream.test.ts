import { beforeEach, expect, test, vi } from 'vitest'
import { openPort, request } from '../bridge'
import { openStream } from './open-stream'

vi.mock('../bridge', () => ({ openPort: vi.fn(), request: vi.fn() }))
const A = 'A/39-0-7/normal-0'
const port = {} as MessagePort

beforeEach(() => {
  vi.mocked(openPort).mockReset().mockResolvedValue(port)
  vi.mocked(request).mockReset().mockResolvedValue({ ok: true })
})

test('waits for the port before it asks for it, each time under another name', async () => {
  expect(await openStream(A, 'units')).toEqual({ ok: true, port })
  await openStream(A, 'flv')
  const [first, second] = vi.mocked(openPort).mock.calls.map(([subscription]) => subscription)
  expect(first).not.toBe(second)
  expect(vi.mocked(request).mock.calls).toEqual([
    ['player.open', { subscription: first, videoId: A, format: 'units' }],
    ['player.open', { subscription: second, videoId: A, format: 'flv' }],
  ])
  const [waited] = vi.mocked(openPort).mock.invocationCallOrder
  const [asked] = vi.mocked(request).mock.invocationCallOrder
  expect(waited).toBeLessThan(asked ?? 0)
})

test("gives main's fault", async () => {
  const fault = { code: 'ingest-crashed', at: 1 } as const
  vi.mocked(request).mockResolvedValue({ ok: false, fault })
  vi.mocked(openPort).mockRejectedValue(new Error('no port'))
  expect(await openStream(A, 'units')).toEqual({ ok: false, fault: 'ingest-crashed' })
})

test('a request that fails and a port that never comes are no port', async () => {
  vi.mocked(request).mockRejectedValueOnce(new Error('no such handler'))
  expect(await openStream(A, 'units')).toEqual({ ok: false })
  vi.mocked(openPort).mockRejectedValue(new Error('no port'))
  expect(await openStream(A, 'units')).toEqual({ ok: false })
})
