import { setTimeout as pause } from 'node:timers/promises'
import type { IngestUnderTest } from './ingest-under-test'
import { decoderFaults, pictureFaults } from './picture-faults'
import type { Publisher, RunningPublisher } from './publisher'
import type { Row } from './row'
import { until } from './until'
import type { SeenPicture } from './watched-stream'

const CREATED = 201
const FORBIDDEN = 403
const POST_MS = 20_000
const FIRST_MS = 10_000
/** Two demands a second at most, and the encoder has to see it. */
const KEY_MS = 1_000
/** How soon the end of a publisher is to be noticed. */
const GONE_MS = { delete: 3_000, silence: 25_000 } as const
/** A viewer asks for a key picture when the last one is older than a second. */
const OLD_MS = 1_200

/** One publisher from a wrong key to its end, pictures for so many seconds between. */
export async function checkPublisher(
  publisher: Publisher,
  ingest: IngestUnderTest,
  { version, seconds }: { version: string; seconds: number },
): Promise<Row> {
  const row: Row = { name: publisher.name, version, failures: [] }
  const stream = publisher.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const addresses = await ingest.expect(stream)
  const wrong = await refused(publisher, ingest, addresses.wrong)
  if (wrong !== FORBIDDEN) row.failures.push(`a wrong key is answered ${wrong ?? 'never'}`)
  const running = publisher.start(addresses.right)
  try {
    await publishes(row, { publisher, running, ingest, stream, seconds })
  } finally {
    running.kill()
  }
  return row
}

/** The status a wrong key gets; undefined when nothing was posted. */
async function refused(publisher: Publisher, ingest: IngestUnderTest, url: string) {
  const began = Date.now()
  const running = publisher.start(url)
  const answer = await until(POST_MS, () => ingest.tap.since(began)[0]?.answer)
  running.kill()
  return answer?.status
}

interface Publishing {
  publisher: Publisher
  running: RunningPublisher
  ingest: IngestUnderTest
  stream: string
  seconds: number
}

async function publishes(row: Row, publishing: Publishing): Promise<void> {
  const { publisher, running, ingest, stream, seconds } = publishing
  const began = Date.now()
  const units = await ingest.watch(stream, 'units')
  const flv = await ingest.watch(stream, 'flv')
  const posted = await until(POST_MS, () =>
    ingest.tap.since(began).find(({ answer }) => answer !== undefined),
  )
  row.answerMs = posted?.answer?.afterMs
  if (posted?.answer?.status !== CREATED) {
    row.failures.push(`answered ${posted?.answer?.status ?? 'never'}: ${running.said()}`)
    return
  }
  const first = await until(FIRST_MS, () => units.pictures[0])
  if (first === undefined) {
    row.failures.push(`no pictures: ${running.said()}`)
    return
  }
  row.firstMs = first.at - posted.at
  await pause((seconds * 1000) / 2)
  if (publisher.heedsKeyDemand && !(await givesKey(ingest, stream, units.pictures)))
    row.failures.push('no key picture on demand')
  await pause((seconds * 1000) / 2)
  const shown = units.pictures.length
  row.pictures = shown
  row.failures.push(...pictureFaults(units.pictures.slice(0, shown), ingest.dropped(stream)))
  const left = Date.now()
  running.leave()
  const reason = await until(GONE_MS[publisher.leaves], () => ingest.ended(stream, left))
  if (reason === undefined) row.failures.push('its end was not noticed')
  row.failures.push(...(await decoderFaults(flv.flv, units.pictures.length)))
}

/** Whether a viewer that comes late is given a key picture made for it. */
async function givesKey(ingest: IngestUnderTest, stream: string, pictures: readonly SeenPicture[]) {
  const lastKey = pictures.findLast(({ key }) => key)?.at ?? 0
  await pause(Math.max(0, lastKey + OLD_MS - Date.now()))
  const asked = Date.now()
  await ingest.watch(stream, 'units')
  return until(KEY_MS, () => pictures.find(({ key, at }) => key && at >= asked))
}
