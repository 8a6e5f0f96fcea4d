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
  const shared = shareCamera(open)
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
