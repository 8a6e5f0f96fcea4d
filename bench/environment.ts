import { createServer, type AddressInfo } from 'node:net'

/** Root cannot use Chromium's own sandbox. */
export const sandboxSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The environment for children, without what is not set. */
export function environment(): Record<string, string> {
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(given)
}

/** A port that nobody listens on now; settings name ports. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
