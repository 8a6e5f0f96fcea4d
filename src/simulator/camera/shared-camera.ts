import type { CameraListener, CameraUnit, OpenCamera, RunningCamera } from '../push/camera-source'

type Record = Parameters<CameraListener['config']>[0]

/**
 * One camera's pictures for every stream: many publishers for the price of one encoder. Shows what
 * the first stream asked for; changes of the others are ignored.
 */
export function shareCamera(open: OpenCamera): OpenCamera {
  const viewers = new Map<CameraListener, { started: boolean }>()
  let camera: RunningCamera | undefined
  let record: Record | undefined

  const all: CameraListener = {
    config: (next) => {
      record = next
      for (const listener of viewers.keys()) listener.config(next)
    },
    unit: (unit) => {
      for (const [listener, viewer] of viewers) give(unit, listener, viewer)
    },
    failed: (reason) => {
      for (const listener of viewers.keys()) listener.failed(reason)
    },
  }

  return (picture, listener) => {
    viewers.set(listener, { started: false })
    if (record !== undefined) listener.config(record)
    camera ??= open(picture, all)
    camera.key()
    return {
      change: () => undefined,
      key: () => camera?.key(),
      freeze: (frozen) => camera?.freeze(frozen),
      close: () => {
        viewers.delete(listener)
        if (viewers.size > 0) return
        camera?.close()
        camera = undefined
        record = undefined
      },
    }
  }
}

/** Each stream begins with a key frame. */
function give(unit: CameraUnit, listener: CameraListener, viewer: { started: boolean }): void {
  viewer.started ||= unit.key
  if (viewer.started) listener.unit(unit)
}
