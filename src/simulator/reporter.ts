import type { PaceGap } from './camera/pace-watch'
import type { DockEvent } from './dock/dock-needs'
import type { FaultName } from './fault-switches'

export type SimulatorEvent =
  | { kind: 'ready'; docks: number }
  | { kind: 'fault'; sn: string; fault: FaultName; on: boolean; value?: string }
  /** A camera did not keep its pace: this machine has too much to do. */
  | ({ kind: 'pictures-skipped' } & PaceGap)
  | { kind: 'answer'; id?: number | string; ok: boolean; problem?: string }
  | (DockEvent & { sn: string })

/** Writes events for people, or as one JSON object a line (`{"event":…,"sn":…,…}`) for programs. */
export function reporter(json: boolean, write: (line: string) => void) {
  return (event: SimulatorEvent): void => {
    if (json) {
      const { kind, ...rest } = event
      write(JSON.stringify({ event: kind, ...rest }))
    } else write(sentence(event))
  }
}

function sentence(event: SimulatorEvent): string {
  switch (event.kind) {
    case 'ready':
      return `${event.docks} simulated ${event.docks === 1 ? 'dock' : 'docks'} running`
    case 'fault':
      return `${event.sn} fault ${event.fault}${event.value ? `=${event.value}` : ''} ${event.on ? 'on' : 'off'}`
    case 'answer':
      return event.ok ? 'done' : `order not understood: ${event.problem ?? ''}`
    case 'pictures-skipped':
      return `this computer is too busy: a camera left out ${event.pictures} of its pictures`
    case 'dock-online':
      return `${event.sn} online`
    case 'dock-offline':
      return `${event.sn} lost its broker`
    case 'aircraft':
      return `${event.sn} aircraft ${event.on ? 'on' : 'off'}`
    case 'push-started':
      return `${event.sn} pushes ${event.videoId}`
    case 'push-ended':
      return `${event.sn} no longer pushes ${event.videoId}: ${event.reason}`
    case 'network-queue':
      return `${event.sn} packets wait ${event.ms} ms before the bottleneck`
    case 'problem':
      return `${event.sn} problem: ${event.text}`
  }
}
