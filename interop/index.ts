import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../bench/environment'
import { Switches } from '../bench/switches'
import { checkPublisher } from './check-publisher'
import { checkServer } from './check-server'
import { IngestUnderTest } from './ingest-under-test'
import { ownAddress } from './own-address'
import type { Publisher } from './publisher'
import { aiortc } from './publishers/aiortc'
import { ChromiumPublisher } from './publishers/chromium/publisher'
import { ffmpeg } from './publishers/ffmpeg'
import { gstreamer } from './publishers/gstreamer'
import { libdatachannel } from './publishers/libdatachannel'
import { tableOf, type Row } from './row'
import type { Server } from './server'
import { aiortcWhep } from './servers/aiortc-whep'
import { nginxRtmp } from './servers/nginx-rtmp'

const SECONDS = 6

type Check = (ingest: IngestUnderTest, seconds: number) => Promise<Row>

/** How each is called on the command line. */
const CHECKS: Readonly<Record<string, Check>> = {
  chromium: publishes(() => new ChromiumPublisher()),
  libdatachannel: publishes(() => libdatachannel),
  gstreamer: publishes(() => gstreamer),
  aiortc: publishes(() => aiortc),
  ffmpeg: publishes(() => ffmpeg),
  'aiortc-whep': serves(aiortcWhep),
  'nginx-rtmp': serves(nginxRtmp),
}

// libdatachannel's threads would keep this process alive.
process.exit(await interop(new Switches(process.argv.slice(2))))

/** Exit code 0 when all that is installed works, 1 when something does not, 2 for a wrong switch. */
async function interop(switches: Switches): Promise<number> {
  const only = switches.text('only')?.split(',') ?? Object.keys(CHECKS)
  const seconds = switches.number('seconds') ?? SECONDS
  const known = only.every((name) => Object.hasOwn(CHECKS, name))
  if (!switches.known(['only', 'seconds']) || !known || !(seconds >= 2)) {
    console.error(
      `npm run interop -- [--only=${Object.keys(CHECKS).join(',')}] [--seconds=N, 2 or more]`,
    )
    return 2
  }
  const rows: Row[] = []
  const ingest = await IngestUnderTest.open(ownAddress())
  try {
    for (const name of only) {
      const row = await CHECKS[name]?.(ingest, seconds)
      if (row !== undefined) rows.push(row)
    }
  } finally {
    await ingest.close()
  }
  console.log(`\n${tableOf(rows)}`)
  return rows.some(({ failures }) => failures.length > 0) ? 1 : 0
}

function publishes(made: () => Publisher): Check {
  return async (ingest, seconds) => {
    const publisher = made()
    try {
      return await tried(publisher, (version) =>
        checkPublisher(publisher, ingest, { version, seconds }),
      )
    } finally {
      await publisher.end?.()
    }
  }
}

function serves(server: Server): Check {
  return async (ingest, seconds) => {
    const folder = mkdtempSync(join(tmpdir(), 'dockwall-interop-'))
    const place = { host: '127.0.0.1', port: await freePort(), folder }
    try {
      return await tried(server, (version) =>
        checkServer(server, ingest, { version, seconds, place }),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function tried(
  other: Pick<Publisher, 'name' | 'look'>,
  check: (version: string) => Promise<Row>,
): Promise<Row> {
  const { name } = other
  try {
    const looked = await other.look()
    if ('skipped' in looked) {
      console.log(`SKIPPED ${name}: ${looked.skipped}`)
      return { name, version: '', failures: [], skipped: looked.skipped }
    }
    console.log(`${name} ${looked.version}`)
    return await check(looked.version)
  } catch (error) {
    return { name, version: '', failures: [String(error).split('\n')[0] ?? ''] }
  }
}
