import { WhipServer, type WhipServerDeps } from './whip-server'

/** The WHIP ingest with its engine, which is loaded only now: it is large. */
export const createWhipServer = async (
  deps: Omit<WhipServerDeps, 'engine'>,
): Promise<WhipServer> => {
  const { WeriftEngine } = await import('./werift/werift-engine')
  return new WhipServer({ ...deps, engine: await WeriftEngine.create() })
}
