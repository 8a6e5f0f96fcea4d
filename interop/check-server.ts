import { setTimeout as pause } from 'node:timers/promises'
import type { IngestUnderTest } from './ingest-under-test'
import { decoderFaults, pictureFaults } from './picture-faults'
import type { Row } from './row'
import type { Server, ServerPlace } from './server'
import { until } from './until'

/** A server that nobody found is tried again after ten seconds at most. */
const FLOWING_MS = 25_000
const GONE_MS = 20_000

/** Fetches a server's stream for so many seconds, then while the server goes and comes back. */
export async function checkServer(
  server: Server,
  ingest: IngestUnderTest,
  { version, seconds, place }: { version: string; seconds: number; place: ServerPlace },
): Promise<Row> {
  const row: Row = { name: server.name, version, failures: [] }
  const stream = server.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const outcome = (since: number): string | undefined => ingest.pulled(stream, since)
  let running = await server.start(place)
  try {
    const began = Date.now()
    const units = await ingest.watch(stream, 'units')
    const flv = await ingest.watch(stream, 'flv')
    await ingest.pull(stream, server.source(place))
    const first = await until(FLOWING_MS, () => units.pictures[0])
    if (first === undefined) {
      row.failures.push(`no pictures, ${outcome(began) ?? 'nothing told'}: ${running.said()}`)
      return row
    }
    row.firstMs = first.at - began
    await pause(seconds * 1000)
    const shown = units.pictures.length
    row.pictures = shown
    row.failures.push(...pictureFaults(units.pictures.slice(0, shown), ingest.dropped(stream)))
    const killed = Date.now()
    await running.kill()
    if ((await until(GONE_MS, () => outcome(killed))) === undefined)
      row.failures.push('that it went was not noticed')
    row.failures.push(...(await decoderFaults(flv.flv, units.pictures.length)))
    const back = Date.now()
    running = await server.start(place)
    const again = await until(FLOWING_MS, () => (outcome(back) === 'flowing' ? true : undefined))
    if (again === undefined) row.failures.push('not fetched again when it was back')
  } finally {
    await ingest.pull(stream)
    await running.kill()
  }
  return row
}
