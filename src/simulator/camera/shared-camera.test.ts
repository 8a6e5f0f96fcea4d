import { expect, test, vi } from 'vitest'
import type { Picture } from '../dock/dock-needs'
import type { CameraListener, RunningCamera } from '../push/camera-source'
import { shareCamera } from './shared-camera'

const picture = {} as Picture
const listener = () => ({ config: vi.fn(), unit: vi.fn(), failed: vi.fn() })
const record = { description: new Uint8Array([1]), width: 1280, height: 720 }
const unit = (key: boolean, time: number) => ({ data: new Uint8Array(), key, time })

const setUp = () => {
  const taken: { camera?: CameraListener } = {}
  const publisher = { answer: vi.fn(), activate: vi.fn(), close: vi.fn() }
  const running = {
    change: vi.fn(),
    encode: vi.fn((all: CameraListener) => void (taken.camera = all)),
    key: vi.fn(),
    publish: vi.fn(() => publisher),
    freeze: vi.fn(),
    close: vi.fn(),
  } satisfies RunningCamera
  const open = vi.fn(() => running)
  return { open, running, publisher, taken, shared: shareCamera(open) }
}

test('one camera serves every stream, each from a key frame on', () => {
  const { open, running, taken, shared } = setUp()
  const [first, second] = [listener(), listener()]
  const a = shared(0)(picture)
  a.encode(first)
  taken.camera?.config(record)
  taken.camera?.unit(unit(true, 0))
  const b = shared(0)(picture)
  b.encode(second)
  expect(open).toHaveBeenCalledOnce()
  expect(running.encode).toHaveBeenCalledOnce()
  expect(second.config).toHaveBeenCalledWith(record)
  expect(running.key).toHaveBeenCalledTimes(2)

  taken.camera?.unit(unit(false, 1))
  taken.camera?.unit(unit(true, 2))
  expect(first.unit).toHaveBeenCalledTimes(3)
  expect(second.unit.mock.calls).toEqual([[unit(true, 2)]])

  a.close()
  a.close()
  expect(running.close).not.toHaveBeenCalled()
  b.close()
  expect(running.close).toHaveBeenCalledOnce()
  shared(0)(picture).encode(first)
  expect(open).toHaveBeenCalledTimes(2)
  expect(running.encode).toHaveBeenCalledTimes(2)
})

test('a stream that lags gets the same pictures, each a little later, until it is closed', () => {
  vi.useFakeTimers()
  const { taken, shared } = setUp()
  const [first, second] = [listener(), listener()]
  shared(0)(picture).encode(first)
  const late = shared(20)(picture)
  late.encode(second)
  taken.camera?.config(record)
  taken.camera?.unit(unit(true, 0))
  expect(first.unit).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(19)
  expect(second.config).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(second.config.mock.invocationCallOrder[0]).toBeLessThan(
    second.unit.mock.invocationCallOrder[0] ?? 0,
  )
  taken.camera?.unit(unit(false, 1))
  late.close()
  vi.advanceTimersByTime(20)
  expect(second.unit).toHaveBeenCalledOnce()
  vi.useRealTimers()
})

test('peer connections share the painter and no encoder runs for them', () => {
  const { open, running, publisher, shared } = setUp()
  const publication = { profile: 'main', audio: false } as const
  const on = { offer: vi.fn(), state: vi.fn() }
  const [first, second] = [shared(0)(picture), shared(7)(picture)]
  first.publish(publication, on)
  second.publish(publication, on)
  expect(open).toHaveBeenCalledOnce()
  expect(running.encode).not.toHaveBeenCalled()
  expect(running.publish.mock.calls).toEqual([
    [{ ...publication, lag: 0 }, on],
    [{ ...publication, lag: 7 }, on],
  ])
  first.close()
  expect(publisher.close).toHaveBeenCalledOnce()
  expect(running.close).not.toHaveBeenCalled()
  second.close()
  expect(publisher.close).toHaveBeenCalledTimes(2)
  expect(running.close).toHaveBeenCalledOnce()
})
