/** What the broker did since it started. */
export const brokerCounters = () => ({
  /** Connections open now, the station's own among them. */
  connections: 0,
  accepted: 0,
  /** Turned away because there were too many. */
  refused: 0,
  loginsRefused: 0,
  /** Logins that had to wait because their address had failed before. */
  loginsSlowed: 0,
  mqtt5: 0,
  messages: 0,
  /** Messages to topics that the sender has no right to. */
  messagesDenied: 0,
  subscriptionsDenied: 0,
  tooLarge: 0,
  malformed: 0,
  /** Times that a connection was slowed down for sending too much. */
  slowed: 0,
  /** Connections closed because they did not take what was for them. */
  slowReaders: 0,
  /** Messages for absent clients that were given up. */
  queueDropped: 0,
  retainedRefused: 0,
  sessionsForgotten: 0,
})
export type BrokerCounters = ReturnType<typeof brokerCounters>
