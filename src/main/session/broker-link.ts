/** How to reach a broker. The embedded one is reached like any other. */
export interface BrokerLink {
  protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss'
  host: string
  /** 1 to 65535. */
  port: number
  /** For ws and wss. */
  path: string
  /** Empty for none. */
  username: string
  password?: string
  /** Fixed for a station: the broker keeps its session under this name. */
  clientId: string
  /** 4 is MQTT 3.1.1, 5 is MQTT 5. */
  version: 4 | 5
  /** PEM files, empty for none; read anew for each connection, since certificates are renewed. */
  caFile: string
  certFile: string
  keyFile: string
  keyPassphrase?: string
  /** Check the certificate of the broker. */
  verify: boolean
  /** A topic whose kept message the broker takes away when this connection dies. */
  will?: string
}

/** The broker as an operator would name it. */
export const linkName = ({ host, port }: BrokerLink): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
