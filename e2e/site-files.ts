import { createServer } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tile, Wall } from '@shared/wall'

/** Serial numbers that the simulator gives its first dock and that dock's aircraft. */
const DOCK = '7CTXSIM0010001'
const AIRCRAFT = '1581F7CTXSIM00100010'
export const DOCK_CAMERA = `${DOCK}/165-0-7/normal-0`
export const AIRCRAFT_CAMERA = `${AIRCRAFT}/81-0-0/normal-0`

export interface SiteFiles {
  brokerPort: number
  rtmpPort: number
  password: string
  /** The switches that start the app on this site. */
  args: string[]
}

/** Writes the files of an unattended site whose docks sign in as `dock`; `more` sections of settings. */
export async function writeSite(
  folder: string,
  tiles: Partial<Tile>[],
  more: Record<string, object> = {},
): Promise<SiteFiles> {
  const [brokerPort, rtmpPort] = [await freePort(), await freePort()]
  const password = 'right horse'
  const settings = {
    version: 1,
    language: 'en',
    site: { mode: 'embedded', name: 'Test site' },
    cloud: { appId: '1' },
    broker: { host: '127.0.0.1', port: brokerPort },
    ingest: { host: '127.0.0.1', rtmpPort, whipPort: 0 },
    snapshots: { folder: join(folder, 'snapshots') },
    secrets: {
      'broker.password': password,
      'cloud.appKey': 'key',
      'cloud.appLicense': 'licence',
      'cloud.bindingCode': 'dockwall',
      'ingest.key': 'a secret that stays the same',
      'mediaServer.key': 'a secret of the whole site',
    },
    ...more,
  }
  const wall: Wall = {
    version: 1,
    grid: 4,
    tiles: tiles.map((tile) => ({
      videoId: DOCK_CAMERA,
      gatewaySn: DOCK,
      title: '',
      on: true,
      protocol: 'auto',
      quality: 1,
      player: 'now',
      ...tile,
    })),
  }
  const settingsFile = join(folder, 'site.json')
  const wallFile = join(folder, 'wall-of-site.json')
  writeFileSync(settingsFile, JSON.stringify(settings))
  writeFileSync(wallFile, JSON.stringify(wall))
  const args = [`--settings=${settingsFile}`, `--wall=${wallFile}`]
  return { brokerPort, rtmpPort, password, args }
}

/** A port that nobody listens on now; the settings of a site name ports. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
