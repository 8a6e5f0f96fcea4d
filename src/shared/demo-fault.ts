/** What an operator can let go wrong with a simulated dock of the demo. */
export const DEMO_FAULTS = [
  'mqtt-lost',
  'power-lost',
  'aircraft-off',
  'publisher-killed',
  'publisher-dead',
  'media-none',
  'media-stopped',
  'frozen',
  'resolution',
  'timestamps',
  'reply-lost',
  'reply-late',
  'wrong-tid',
  'code-513003',
  'code-513006',
  'code-513008',
  'code-513009',
  'code-513010',
  'code-513015',
  'code-513017',
] as const
export type DemoFault = (typeof DEMO_FAULTS)[number]

/** A fault that is on; one at a time for each dock. */
export interface DemoFaultOn {
  gatewaySn: string
  fault: DemoFault
}
