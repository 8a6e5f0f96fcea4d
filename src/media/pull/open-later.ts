import type { OpenPull, RunningPull } from './pull-source'

/**
 * An opener whose code is loaded when it is first needed: it is large, and the others do not depend
 * on its being loadable.
 */
export const openLater =
  (load: () => Promise<OpenPull>): OpenPull =>
  (source, events, now) => {
    let running: RunningPull | undefined
    let stopped = false
    load().then(
      (open) => {
        if (!stopped) running = open(source, events, now)
      },
      () => {
        if (!stopped) events.over('unreadable', `${source.by} cannot be loaded`)
      },
    )
    return {
      stop: () => {
        stopped = true
        running?.stop()
      },
      demandKey: () => running?.demandKey?.(),
      tick: (at) => running?.tick?.(at),
    }
  }
