import type { CameraOrder, CameraOutput } from './camera-contract'
import { SimulatedCamera } from './simulated-camera'

addEventListener('message', (event: MessageEvent<unknown>) => {
  const port = event.ports[0]
  if (event.data === 'cameras' && port !== undefined) serve(port)
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
        cameras.set(order.camera, new SimulatedCamera(order, say))
        break
      case 'view':
        camera?.show(order.view)
        break
      case 'encoding':
        camera?.encodeAs(order.encoding)
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
