import { Switches } from '../bench/switches'
import { checkPublisher } from './check-publisher'
import { IngestUnderTest } from './ingest-under-test'
import { ownAddress } from './own-address'
import type { Publisher } from './publisher'
import { aiortc } from './publishers/aiortc'
import { ChromiumPublisher } from './publishers/chromium/publisher'
import { ffmpeg } from './publishers/ffmpeg'
import { gstreamer } from './publishers/gstreamer'
import { libdatachannel } from './publishers/libdatachannel'
import { tableOf, type Row } from './row'

const SECONDS = 6
/** How each is called on the command line. */
const PUBLISHERS: Readonly<Record<string, () => Publisher>> = {
  chromium: () => new ChromiumPublisher(),
  libdatachannel: () => libdatachannel,
  gstreamer: () => gstreamer,
  aiortc: () => aiortc,
  ffmpeg: () => ffmpeg,
}

// libdatachannel's threads would keep this process alive.
process.exit(await interop(new Switches(process.argv.slice(2))))

/** Exit code 0 when all that is installed works, 1 when something does not, 2 for a wrong switch. */
async function interop(switches: Switches): Promise<number> {
  const only = switches.text('only')?.split(',') ?? Object.keys(PUBLISHERS)
  const seconds = switches.number('seconds') ?? SECONDS
  if (!switches.known(['only', 'seconds']) || !only.every(isKnown) || !(seconds >= 2)) {
    console.error(
      `npm run interop -- [--only=${Object.keys(PUBLISHERS).join(',')}] [--seconds=N, 2 or more]`,
    )
    return 2
  }
  const rows: Row[] = []
  const ingest = await IngestUnderTest.open(ownAddress())
  try {
    for (const name of only) {
      const publisher = PUBLISHERS[name]?.()
      if (publisher !== undefined) rows.push(await tried(publisher, ingest, seconds))
    }
  } finally {
    await ingest.close()
  }
  console.log(`\n${tableOf(rows)}`)
  return rows.some(({ failures }) => failures.length > 0) ? 1 : 0
}

function isKnown(name: string): boolean {
  return Object.hasOwn(PUBLISHERS, name)
}

async function tried(publisher: Publisher, ingest: IngestUnderTest, seconds: number): Promise<Row> {
  const { name } = publisher
  try {
    const looked = await publisher.look()
    if ('skipped' in looked) {
      console.log(`SKIPPED ${name}: ${looked.skipped}`)
      return { name, version: '', failures: [], skipped: looked.skipped }
    }
    console.log(`${name} ${looked.version}`)
    return await checkPublisher(publisher, ingest, { ...looked, seconds })
  } catch (error) {
    return { name, version: '', failures: [String(error).split('\n')[0] ?? ''] }
  } finally {
    await publisher.end?.()
  }
}
