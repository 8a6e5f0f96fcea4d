import type { CameraOrder, CameraOutput } from './camera-contract'
import { SimulatedCamera } from './simulated-camera'
import type { TrackOrder } from './track-order'
import { TrackWriters } from './track-writers'

const tracks = new TrackWriters()

addEventListener('message', (event: MessageEvent<'cameras' | TrackOrder>) => {
  const port = event.ports[0]
  if (event.data !== 'cameras') tracks.obey(event.data)
  else if (port !== undefined) serve(port)
})

/** Runs the cameras that the other end of `port` asks for, each in its own rhythm. */
function serve(port: MessagePort): void {
  const cameras = new Map<number, SimulatedCamera>()
  const say = (output: CameraOutput): void => port.postMessage(output)
  port.onmessage = (event: MessageEvent<CameraOrder>) => {
    const order = event.data
    const camera = cameras.get(order.camera)
    switch (order.kind) {
      case 'open':
        camera?.close()
        cameras.set(order.camera, new SimulatedCamera(order, { say, tracks }))
        break
      case 'view':
        camera?.show(order.view)
        break
      case 'encoding':
        camera?.encodeAs(order.encoding)
        break
      case 'encode':
        camera?.encode()
        break
      case 'key':
        camera?.demandKey()
        break
      case 'freeze':
        camera?.freeze(order.frozen)
        break
      case 'close':
        camera?.close()
        cameras.delete(order.camera)
    }
  }
}
