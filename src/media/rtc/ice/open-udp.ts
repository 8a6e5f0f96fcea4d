import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'

/** A key picture comes as a burst of hundreds of datagrams. */
const RECEIVE_BUFFER = 1 << 20

/**
 * Binds a UDP socket; undefined when the port is taken or the address is none of ours. Port 0: any;
 * `::` takes both families. It has no error listener yet.
 */
export const openUdp = async (place: {
  host: string
  port: number
}): Promise<Socket | undefined> => {
  const socket = createSocket(isIPv6(place.host) ? 'udp6' : 'udp4')
  const bound = await new Promise<boolean>((done) => {
    socket.once('error', () => done(false))
    socket.bind({ address: place.host, port: place.port, exclusive: true }, () => done(true))
  })
  if (!bound) {
    socket.close()
    return undefined
  }
  socket.removeAllListeners('error')
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER)
  } catch {
    // The system's own size will do.
  }
  return socket
}
