import type { ModelDock } from './model-dock'
import type { ModelSite } from './model-site'

/** Numbers in 0..1 that repeat for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const pick = <T>(items: readonly T[], random: () => number): T => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

interface Scene {
  site: ModelSite
  dock: ModelDock
  random: () => number
}

/** Milliseconds, more often short than long. */
const while_ = (random: () => number): number => Math.round(500 + random() ** 3 * 45_000)

const anyStream = ({ dock, random }: Scene): string | undefined => {
  const ids = [...dock.streams.keys()]
  return ids.length === 0 ? undefined : pick(ids, random)
}

const START_CODES = [513003, 513006, 513008, 513009, 513010, 513015, 513017] as const
const CHANGE_CODES = [513009, 513011, 513017] as const

/** Faults by name. Each does its harm and heals what it must by itself after a while. */
export const FAULTS: Record<string, (scene: Scene) => void> = {
  'broker lost': ({ site, random }) => {
    site.link(false)
    site.time.schedule(while_(random), () => site.link(true))
  },
  'ingest restarted': ({ site, random }) => {
    site.ingest(false)
    site.time.schedule(500 + random() * 3000, () => site.ingest(true))
  },
  'dock offline': ({ site, dock, random }) => {
    dock.online = false
    site.time.schedule(while_(random), () => (dock.online = true))
  },
  'dock power-cycled': ({ site, dock, random }) => {
    dock.online = false
    for (const id of [...dock.streams.keys()]) dock.end(id)
    site.time.schedule(20_000 + while_(random), () => (dock.online = true))
  },
  'aircraft off and on': ({ site, dock, random }) => {
    dock.setAircraft(false)
    site.time.schedule(while_(random), () => dock.setAircraft(true, random() * 30_000))
  },
  'publisher cut': (scene) => {
    const id = anyStream(scene)
    const after = scene.random() < 0.5 ? 1000 : 1e9
    if (id !== undefined) scene.site.cut(scene.dock, id, after)
  },
  'stream ended': (scene) => {
    const id = anyStream(scene)
    if (id !== undefined) scene.dock.end(id, pick([0, 513015, 513017, 513008], scene.random))
  },
  'media silent': (scene) => {
    const id = anyStream(scene)
    const stream = id === undefined ? undefined : scene.dock.streams.get(id)
    if (stream !== undefined) stream.silent = true
  },
  'accepted, no media': ({ site, dock, random }) => {
    dock.connects = false
    site.time.schedule(while_(random), () => (dock.connects = true))
  },
  'messages lost': ({ site, random }) => {
    site.deliver = () => pick(['answered', 'request-lost', 'reply-lost'] as const, random)
    site.time.schedule(while_(random), () => (site.deliver = () => 'answered'))
  },
  'replies slow': ({ site, random }) => {
    const usual = Math.min(site.replyAfter, 500)
    site.replyAfter = random() * 19_000
    site.time.schedule(while_(random), () => (site.replyAfter = usual))
  },
  'starts refused': ({ site, dock, random }) => {
    const code = pick(START_CODES, random)
    dock.refuse = ({ method }) => (method === 'live_start_push' ? code : undefined)
    site.time.schedule(while_(random), () => (dock.refuse = () => undefined))
  },
  'changes refused': ({ site, dock, random }) => {
    const code = pick(CHANGE_CODES, random)
    dock.refuse = ({ method }) => (method === 'live_start_push' ? undefined : code)
    site.time.schedule(while_(random), () => (dock.refuse = () => undefined))
  },
  'another station took the camera': (scene) => {
    const id = anyStream(scene)
    if (id === undefined) return
    scene.dock.end(id)
    scene.dock.push(id, 'rtmp://elsewhere/live/x')
  },
  'clock set back': ({ site }) => {
    site.time.offset -= 3_600_000
  },
  'asleep for an hour': ({ site }) => {
    site.time.offset += 3_600_000
  },
}
