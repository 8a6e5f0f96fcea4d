import type { Clock } from '../dock/clock'
import type { Picture } from '../dock/dock-needs'
import type { FaultSet } from '../fault-set'
import { TimedFault } from '../timed-fault'

export interface FaultyPush {
  /** The connection breaks; the dock tries again. */
  drop(): void
  /** The push ends and the dock does not notice. */
  die(): void
  /** What `shown` gives has changed. */
  resize(): void
  /** Media comes again; the next picture must be a key frame. */
  resume(): void
}

/** The faults that strike a push from time to time. */
export class PushFaults {
  private readonly timed: TimedFault[]
  private resized = false
  private unwatch = (): void => {}

  constructor(
    private readonly needs: { clock: Clock; faults: FaultSet },
    private readonly push: FaultyPush,
  ) {
    this.timed = [
      new TimedFault(needs, 'push-drop', () => push.drop()),
      new TimedFault(needs, 'push-dead', () => push.die()),
      new TimedFault(needs, 'resolution-change', () => this.resize(!this.resized)),
    ]
  }

  /** A connection publishes from now on. */
  begin(): void {
    this.end()
    for (const fault of this.timed) fault.begin()
    const { faults } = this.needs
    this.unwatch = faults.onChange((name) => {
      if (name === 'resolution-change' && !faults.on(name)) this.resize(false)
      if (name === 'media-silent' && !faults.on(name)) this.push.resume()
    })
  }

  end(): void {
    for (const fault of this.timed) fault.end()
    this.unwatch()
  }

  /** What the camera shall show of a picture: another size while it is resized. */
  shown(picture: Picture): Picture {
    return this.resized ? { ...picture, quality: picture.quality >= 2 ? 1 : 3 } : picture
  }

  private resize(resized: boolean): void {
    if (resized === this.resized) return
    this.resized = resized
    this.push.resize()
  }
}
