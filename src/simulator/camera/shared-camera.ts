import type { CameraListener, CameraUnit, OpenCamera, RunningCamera } from '../push/camera-source'

type Record = Parameters<CameraListener['config']>[0]
/** Calls back after so many milliseconds. */
type Later = (lag: number, tell: () => void) => void

interface Viewer {
  lag: number
  started: boolean
}

/**
 * One camera's pictures for every stream: many publishers for the price of one encoder. Shows what
 * the first stream asked for; changes of the others are ignored. A stream opened with a lag gets
 * each picture so many milliseconds after it was made, as no two docks take theirs at one moment.
 */
export function shareCamera(open: OpenCamera, later: Later = onTimer): (lag: number) => OpenCamera {
  const viewers = new Map<CameraListener, Viewer>()
  let camera: RunningCamera | undefined
  let record: Record | undefined

  const toAll = (tell: (listener: CameraListener, viewer: Viewer) => void): void => {
    for (const [listener, viewer] of viewers)
      if (viewer.lag === 0) tell(listener, viewer)
      else later(viewer.lag, () => viewers.get(listener) === viewer && tell(listener, viewer))
  }

  const all: CameraListener = {
    config: (next) => {
      record = next
      toAll((listener) => listener.config(next))
    },
    unit: (unit) => toAll((listener, viewer) => give(unit, listener, viewer)),
    failed: (reason) => toAll((listener) => listener.failed(reason)),
  }

  return (lag) => (picture, listener) => {
    viewers.set(listener, { lag, started: false })
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

const onTimer: Later = (lag, tell) => void setTimeout(tell, lag)

/** Each stream begins with a key frame. */
function give(unit: CameraUnit, listener: CameraListener, viewer: Viewer): void {
  viewer.started ||= unit.key
  if (viewer.started) listener.unit(unit)
}
