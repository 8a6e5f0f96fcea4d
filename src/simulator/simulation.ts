import type { CameraWindow } from './camera/camera-window'
import { pictureLag } from './camera/picture-lag'
import { pictureView } from './camera/picture-view'
import { shareCamera } from './camera/shared-camera'
import type { SimulatorOptions } from './command-line'
import { systemClock } from './dock/clock'
import { Dock } from './dock/dock'
import type { DockNeeds, Picture } from './dock/dock-needs'
import { FaultBoard } from './fault-board'
import { FaultSet } from './fault-set'
import { identityOf, type Identity } from './identity'
import { MqttLink } from './link/mqtt-link'
import type { OpenCamera } from './push/camera-source'
import { startPush } from './push/start-push'
import type { SimulatorEvent } from './reporter'
import { seededRandom } from './camera-page/random'
import { readOrder } from './orders/read-order'
import { chaosSteps } from './scenario/chaos'
import { ScenarioPlayer } from './scenario/scenario-player'
import type { ScenarioStep } from './scenario/scenario-step'

const BETWEEN_DOCKS_MS = 40

/** All simulated docks of this process, wired to the broker, the network and the cameras. */
export class Simulation {
  private readonly docks: Dock[]
  private readonly board: FaultBoard
  private readonly player: ScenarioPlayer
  /** One camera by day and one by night. */
  private readonly shared = new Map<boolean, ReturnType<typeof shareCamera>>()

  constructor(
    private readonly options: SimulatorOptions,
    private readonly cameras: CameraWindow,
    private readonly report: (event: SimulatorEvent) => void,
    private readonly scenario: readonly ScenarioStep[] = [],
  ) {
    this.board = new FaultBoard(report)
    this.player = new ScenarioPlayer(
      systemClock,
      (fault) => this.board.switch(fault),
      (text) => report({ kind: 'problem', sn: '', text }),
    )
    this.docks = Array.from({ length: options.docks }, (_, index) => this.build(index))
  }

  /** Powers on one dock after the other, so that a broker is not hit by all at once. */
  start(): void {
    this.docks.forEach((dock, index) => {
      systemClock.after(index * BETWEEN_DOCKS_MS, () => dock.powerOn())
    })
    const { chaos } = this.options
    this.player.play(this.scenario)
    if (chaos !== undefined) this.player.play(chaosSteps(chaos, this.docks.length))
  }

  /** Does what a line asks for and reports an answer. */
  obey(line: string): void {
    const { id, order } = readOrder(line)
    const problem = 'problem' in order ? order.problem : this.board.obey(order)
    const outcome = problem === undefined ? { ok: true } : { ok: false, problem }
    this.report({ kind: 'answer', ...(id === undefined ? {} : { id }), ...outcome })
  }

  stop(): void {
    this.player.stop()
    for (const dock of this.docks) dock.powerOff()
  }

  private build(index: number): Dock {
    const { options, report } = this
    const { models, broker, seed, fps, whip } = options
    const identity = identityOf(index, models[index % models.length] ?? 'dock2', options)
    const { sn } = identity
    const faults = new FaultSet(
      options.faults.filter(({ dock: only }) => only === undefined || only === index + 1),
    )
    this.board.add(sn, faults)
    const problem = (text: string): void => report({ kind: 'problem', sn, text })
    const queued = (ms: number): void => report({ kind: 'network-queue', sn, ms })
    const link = new MqttLink(sn, broker, {
      up: () => dock.linkUp(),
      down: () => dock.linkDown(),
      message: (topic, payload) => dock.receive(topic, payload),
      problem,
    })
    const own = this.cameraOpener(identity, faults)
    const openCamera = options.oneCamera
      ? this.sharedCamera(own, faults.on('night'))(pictureLag(index, fps))
      : own
    const push = { openCamera, clock: systemClock, faults, fps, whip: { ...whip, queued } }
    const needs: DockNeeds = {
      clock: systemClock,
      random: seededRandom(seed * 7919 + index),
      faults,
      connect: () => link.connect(),
      disconnect: () => link.disconnect(),
      publish: (topic, payload, qos) => link.publish(topic, payload, qos),
      startPush: (wish, on) => startPush(wish, { ...push, on, problem }),
      report: (event) => report({ ...event, sn }),
    }
    const dock = new Dock(identity, options, needs)
    return dock
  }

  private sharedCamera(own: OpenCamera, night: boolean): ReturnType<typeof shareCamera> {
    const shared = this.shared.get(night) ?? shareCamera(own)
    this.shared.set(night, shared)
    return shared
  }

  private cameraOpener(identity: Identity, faults: FaultSet): OpenCamera {
    const { cameras } = this
    const { fps, gop } = this.options
    const shown = (picture: Picture) =>
      pictureView(identity, picture, {
        fps,
        gop,
        burst: faults.on('burst'),
        night: faults.on('night'),
        grain: faults.on('grain'),
      })
    return (picture) => {
      let now = shown(picture)
      const number = cameras.open(now)
      return {
        change: (next) => {
          now = shown(next)
          cameras.change(number, now)
        },
        encode: (listener) => cameras.encode(number, listener),
        key: () => cameras.key(number),
        publish: (publication, listener) =>
          cameras.publishers.open(number, now.encoding, publication, listener),
        freeze: (frozen) => cameras.freeze(number, frozen),
        close: () => cameras.close(number),
      }
    }
  }
}
