import type { OpenPull, RunningPull } from '../pull-source'
import type { WhepEngine } from './whep-engine'

let engine: Promise<WhepEngine> | undefined

/** Loaded with the first pull, since it is large, and kept. */
const load = async () => {
  const [{ makeWhepEngine }, { WhepPull }] = await Promise.all([
    import('./whep-engine'),
    import('./whep-pull'),
  ])
  engine ??= makeWhepEngine()
  return { WhepPull, engine: await engine }
}

/** Fetches one stream by WHEP (draft-ietf-wish-whep): H.264 over WebRTC, keys on demand. */
export const openWhepPull: OpenPull = (source, events, now) => {
  let pull: (RunningPull & { run(): Promise<void> }) | undefined
  let stopped = false
  const begin = async () => {
    const loaded = await load()
    if (stopped) return
    const begun = new loaded.WhepPull(source, { events, now, engine: loaded.engine })
    pull = begun
    await begun.run().catch(() => begun.end('unreadable', 'failed'))
  }
  begin().catch(() => {
    engine = undefined
    if (!stopped) events.over('unreachable', 'the WebRTC engine cannot be loaded')
  })
  return {
    stop: () => {
      stopped = true
      pull?.stop()
    },
    demandKey: () => pull?.demandKey?.(),
  }
}
