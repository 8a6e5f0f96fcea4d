/** Names on the wire between preload and main. Apart from the contract, whose checks a preload need not carry. */
export const CHANNELS = {
  request: 'dockwall:request',
  event: 'dockwall:event',
  port: 'dockwall:port',
} as const
