import type { IConnectPacket } from 'mqtt-packet'

/** Seconds that the session of an MQTT 5 client shall outlive its connection. */
export const sessionExpiry = ({ properties }: IConnectPacket): number => {
  const seconds: unknown = properties?.sessionExpiryInterval
  return typeof seconds === 'number' ? seconds : 0
}

/** The CONNECT of an MQTT 5 client as MQTT 3.1.1 has it; a session without expiry is a clean one. */
export const downgradeConnect = (packet: IConnectPacket, clientId: string): IConnectPacket => {
  const { will, username, password, keepalive = 0 } = packet
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId,
    clean: sessionExpiry(packet) === 0,
    keepalive,
    ...(username !== undefined && { username }),
    // MQTT 3.1.1 has no password without a user name.
    ...(password !== undefined && { password, username: username ?? '' }),
    ...(will !== undefined && {
      will: {
        topic: will.topic,
        payload: will.payload,
        qos: will.qos ?? 0,
        retain: will.retain === true,
      },
    }),
  }
}
