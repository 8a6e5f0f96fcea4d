import { faultText } from '../src/shared/fault-texts'
import type { WallStation } from './wall-station'

const LOOK_EVERY_MS = 500
const ALARMS = (['picture-frozen', 'picture-black'] as const).map(
  (code) => faultText({ code, at: 0 }, 'en').what,
)

/** Counts how often a tile says that its picture stands still or is black. */
export class AlarmWatch {
  count = 0
  private on = 0
  private readonly timer: ReturnType<typeof setInterval>

  constructor(private readonly station: WallStation) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref()
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private async look(): Promise<void> {
    const said = await this.station.inWindow(
      `[...document.querySelectorAll('[role=alert]')].map((alert) => alert.textContent)`,
    )
    if (!Array.isArray(said)) return
    const on = said.filter((text) => ALARMS.some((alarm) => String(text).includes(alarm))).length
    this.count += Math.max(0, on - this.on)
    this.on = on
  }
}
