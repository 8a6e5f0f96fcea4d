import type { Clock } from './clock'
import type { DockVoice } from './dock-voice'
import { CODE } from './start-check'

const STEPS = [
  ['open_cover', 30],
  ['turn_on_drone', 70],
  ['turn_on_drone', 100],
] as const
const STEP_MS = 700

/** The few dock commands one needs to get an aircraft picture (DJI: cmd, remote debugging). */
export class DebugMode {
  active = false

  constructor(
    private readonly voice: DockVoice,
    private readonly clock: Clock,
    private readonly aircraft: (on: boolean) => void,
  ) {}

  /** @returns the DJI result of a service of this group; of any other that it is not possible. */
  serve(method: string): number {
    if (method === 'debug_mode_open' || method === 'debug_mode_close') {
      this.active = method === 'debug_mode_open'
      return 0
    }
    if ((method !== 'drone_open' && method !== 'drone_close') || !this.active)
      return CODE.wrongState
    STEPS.forEach(([step, percent], at) => {
      this.clock.after(STEP_MS * (at + 1), () => {
        const status = percent === 100 ? 'ok' : 'in_progress'
        const output = { status, progress: { percent, step_key: step } }
        this.voice.event(method, { result: 0, output })
        if (percent === 100) this.aircraft(method === 'drone_open')
      })
    })
    return 0
  }
}
