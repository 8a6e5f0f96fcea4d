import type {
  CameraListener,
  CameraUnit,
  OpenCamera,
  Publisher,
  RunningCamera,
} from '../push/camera-source'

type Record = Parameters<CameraListener['config']>[0]
/** Calls back after so many milliseconds. */
type Later = (lag: number, tell: () => void) => void

interface Viewer {
  lag: number
  started: boolean
}

/**
 * One camera's pictures for every stream: many publishers for the price of one painter and, where
 * they take encoded pictures, of one encoder. Shows what the first stream asked for; changes of the
 * others are ignored. A stream opened with a lag gets each picture so many milliseconds after it
 * was made, as no two docks take theirs at one moment.
 */
export function shareCamera(open: OpenCamera, later: Later = onTimer): (lag: number) => OpenCamera {
  const streams = new Set<RunningCamera>()
  const viewers = new Map<CameraListener, Viewer>()
  let shared: RunningCamera | undefined
  let encoded = false
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

  const view = (camera: RunningCamera, listener: CameraListener, lag: number): void => {
    viewers.set(listener, { lag, started: false })
    if (record !== undefined) listener.config(record)
    if (!encoded) camera.encode(all)
    encoded = true
    camera.key()
  }

  const leave = (stream: RunningCamera): void => {
    if (!streams.delete(stream) || streams.size > 0) return
    shared?.close()
    shared = undefined
    record = undefined
    encoded = false
  }

  return (lag) => (picture) => {
    const camera = (shared ??= open(picture))
    const listeners: CameraListener[] = []
    const publishers: Publisher[] = []
    const stream: RunningCamera = {
      change: () => undefined,
      encode: (listener) => {
        listeners.push(listener)
        view(camera, listener, lag)
      },
      key: () => camera.key(),
      publish: (publication, listener) => {
        const publisher = camera.publish({ ...publication, lag }, listener)
        publishers.push(publisher)
        return publisher
      },
      freeze: (frozen) => camera.freeze(frozen),
      close: () => {
        for (const listener of listeners.splice(0)) viewers.delete(listener)
        for (const publisher of publishers.splice(0)) publisher.close()
        leave(stream)
      },
    }
    streams.add(stream)
    return stream
  }
}

const onTimer: Later = (lag, tell) => void setTimeout(tell, lag)

/** Each stream begins with a key frame. */
function give(unit: CameraUnit, listener: CameraListener, viewer: Viewer): void {
  viewer.started ||= unit.key
  if (viewer.started) listener.unit(unit)
}
