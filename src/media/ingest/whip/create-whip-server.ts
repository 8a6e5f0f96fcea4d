import { performance } from 'node:perf_hooks'
import { warmUp } from './warm-up'
import { WhipServer, type WhipServerDeps } from './whip-server'

/** The WHIP ingest with its engine, which is loaded only now: it is large. */
export const createWhipServer = async (
  deps: Omit<WhipServerDeps, 'engine' | 'clock'>,
): Promise<WhipServer> => {
  const { WeriftEngine } = await import('./werift/werift-engine')
  const clock = () => performance.now()
  const engine = await WeriftEngine.create(clock)
  await warmUp(engine)
  return new WhipServer({ ...deps, clock, engine })
}
