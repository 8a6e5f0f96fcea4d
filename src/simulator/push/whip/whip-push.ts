import type { Picture, Push } from '../../dock/dock-needs'
import type { FaultName } from '../../fault-switches'
import { TimedFault } from '../../timed-fault'
import type { RunningCamera } from '../camera-source'
import { LastingFault } from '../lasting-fault'
import { PushFaults } from '../push-faults'
import { PushLife } from '../push-life'
import type { PushNeeds } from '../push-needs'
import { NETWORK_FAULTS } from './bad-network'
import { WhipSession } from './whip-session'

const CONNECT_MS = 5_000

interface Watch {
  begin(): void
  end(): void
}

/** A push by WHIP (RFC 9725) out of Chromium's own WebRTC. */
export class WhipPush implements Push {
  private readonly life: PushLife
  private readonly pushFaults: PushFaults
  /** The faults that strike while a connection publishes. */
  private readonly watches: Watch[]
  private readonly unwatch: () => void
  private camera: RunningCamera | undefined
  private session: WhipSession | undefined
  /** A connection in which nothing comes any more. */
  private dead: WhipSession | undefined
  /** Until the other side has heard that it is over. */
  private leaving: Promise<void> | undefined
  private picture: Picture

  constructor(
    private readonly wanted: { url: string; picture: Picture },
    private readonly needs: PushNeeds,
  ) {
    this.picture = wanted.picture
    this.life = new PushLife(needs, {
      connect: () => this.connect(),
      disconnect: () => this.disconnect(),
      release: () => this.release(),
    })
    this.pushFaults = new PushFaults(needs, {
      drop: () => this.life.broke('the connection broke'),
      die: () => this.die(),
      resize: () => this.change(this.picture),
      resume: () => undefined,
    })
    this.watches = [
      this.pushFaults,
      new LastingFault(needs, 'media-silent', (holds) => this.session?.activate(!holds)),
      new LastingFault(needs, 'media-frozen', (holds) => this.camera?.freeze(holds)),
      new TimedFault(needs, 'address-change', () => this.session?.move()),
    ]
    this.unwatch = needs.faults.onChange((name) => this.switched(name))
    this.life.begin()
  }

  change(picture: Picture): void {
    this.picture = picture
    this.camera?.change(this.pushFaults.shown(picture))
  }

  stop(): void {
    const { session } = this
    // What it has heard of its end is no break.
    this.session = undefined
    this.leaving ??= session?.leave()
    this.life.end()
  }

  private connect(): void {
    this.camera ??= this.needs.openCamera(this.pushFaults.shown(this.picture))
    const session = new WhipSession(this.wanted.url, this.camera, this.needs, {
      connected: () => {
        if (this.session === session) this.publish()
      },
      broke: (why) => {
        if (this.session === session) this.life.broke(why)
      },
    })
    this.session = session
    this.life.later(CONNECT_MS, () => {
      if (!session.connected) this.life.broke('no connection')
    })
  }

  private publish(): void {
    for (const watch of this.watches) watch.begin()
    this.life.published()
  }

  private disconnect(): void {
    for (const watch of this.watches) watch.end()
    this.session?.vanish()
    this.session = undefined
  }

  /**
   * Chromium says goodbye to the other side when it closes a connection. Where no relay can keep
   * that back, the connection stays and is silent.
   */
  private die(): void {
    const { session } = this
    if (session?.relayed === true) return this.life.end()
    for (const watch of this.watches) watch.end()
    session?.activate(false)
    this.dead = session
    this.session = undefined
  }

  private release(): void {
    this.unwatch()
    const close = (): void => {
      this.dead?.vanish()
      this.camera?.close()
    }
    if (this.leaving === undefined) close()
    else void this.leaving.then(close)
  }

  private switched(name: FaultName): void {
    const { faults } = this.needs
    if (!NETWORK_FAULTS.includes(name) || !faults.on(name)) return
    if (this.session?.relayed === false)
      this.needs.problem(`${name} strikes when this push begins anew, at once with --whip-relay`)
  }
}
