import { expect, test, vi } from 'vitest'
import type { Picture } from '../dock/dock-needs'
import type { CameraListener } from '../push/camera-source'
import { shareCamera } from './shared-camera'

const picture = {} as Picture
const listener = () => ({ config: vi.fn(), unit: vi.fn(), failed: vi.fn() })
const record = { description: new Uint8Array([1]), width: 1280, height: 720 }
const unit = (key: boolean, time: number) => ({ data: new Uint8Array(), key, time })

test('one camera serves every stream, each from a key frame on', () => {
  let camera: CameraListener | undefined
  const running = { change: vi.fn(), key: vi.fn(), freeze: vi.fn(), close: vi.fn() }
  const open = vi.fn((_picture: Picture, all: CameraListener) => {
    camera = all
    return running
  })
  const shared = shareCamera(open)(0)
  const [first, second] = [listener(), listener()]
  const a = shared(picture, first)
  camera?.config(record)
  camera?.unit(unit(true, 0))
  const b = shared(picture, second)
  expect(open).toHaveBeenCalledOnce()
  expect(second.config).toHaveBeenCalledWith(record)
  expect(running.key).toHaveBeenCalledTimes(2)

  camera?.unit(unit(false, 1))
  camera?.unit(unit(true, 2))
  expect(first.unit).toHaveBeenCalledTimes(3)
  expect(second.unit.mock.calls).toEqual([[unit(true, 2)]])

  a.close()
  expect(running.close).not.toHaveBeenCalled()
  b.close()
  expect(running.close).toHaveBeenCalledOnce()
  shared(picture, first)
  expect(open).toHaveBeenCalledTimes(2)
})

test('a stream that lags gets the same pictures, each a little later, until it is closed', () => {
  vi.useFakeTimers()
  let camera: CameraListener | undefined
  const running = { change: vi.fn(), key: vi.fn(), freeze: vi.fn(), close: vi.fn() }
  const shared = shareCamera((_picture, all) => {
    camera = all
    return running
  })
  const [first, second] = [listener(), listener()]
  shared(0)(picture, first)
  const late = shared(20)(picture, second)
  camera?.config(record)
  camera?.unit(unit(true, 0))
  expect(first.unit).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(19)
  expect(second.config).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(second.config.mock.invocationCallOrder[0]).toBeLessThan(
    second.unit.mock.invocationCallOrder[0] ?? 0,
  )
  camera?.unit(unit(false, 1))
  late.close()
  vi.advanceTimersByTime(20)
  expect(second.unit).toHaveBeenCalledOnce()
  vi.useRealTimers()
})
