import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCapacityFile } from './capacity-file'
import { CapacityFolder, type CapacityProblem } from './capacity-folder'
import { Registry } from './registry'

const DOCK = '7CTDM2400B0107'
const AIRCRAFT = '1581F6Q8D23B00A7K0M1'

let folder = ''
let problems: CapacityProblem[] = []
const open = (): CapacityFolder =>
  new CapacityFolder({
    folder,
    schedule: () => () => undefined,
    onProblem: (problem) => problems.push(problem),
  })
const registryOn = (keeper: CapacityFolder): Registry =>
  new Registry({ keeper, callsign: () => '', schedule: () => () => undefined })
const receive = (registry: Registry, name: string, at: number): void => {
  const { topic, payload } = readFixture(name)
  registry.receive(topic, payload, at)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capacity-'))
  problems = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('what is kept between runs', () => {
  test('a dock that says nothing anew still has its cameras', async () => {
    const first = registryOn(open())
    receive(first, 'update-topo-dock2-aircraft', 1000)
    receive(first, 'live-capacity-dock2', 2000)
    receive(first, 'live-capacity-dock2-aircraft-off', 3000)
    await first.close()
    expect(await readdir(folder)).toEqual([`gateway-${DOCK}.json`])

    const second = registryOn(open())
    await second.load()
    expect(second.gateway(DOCK)).toMatchObject({
      kind: 'dock',
      presence: 'offline',
      lastSeen: 0,
      capacityAssumed: true,
      coexistMax: 1,
      aircraft: { sn: AIRCRAFT, online: false, model: { en: 'Matrice 3TD' } },
    })
    expect(second.gateway(DOCK)?.cameras.map(({ cameraIndex }) => cameraIndex)).toEqual([
      '165-0-7',
      '176-0-0',
      '81-0-0',
    ])
    receive(second, 'osd-aircraft', 5000)
    expect(second.gateway(DOCK)).toMatchObject({ presence: 'online', aircraft: { online: true } })
    receive(second, 'live-capacity-dock2', 6000)
    expect(second.gateway(DOCK)).toMatchObject({ capacityAssumed: false, coexistMax: 2 })
    expect(problems).toEqual([])
  })

  test('a gateway that was heard before loading keeps what it said', async () => {
    const first = registryOn(open())
    receive(first, 'live-capacity-dock2-aircraft-off', 1000)
    await first.close()
    const second = registryOn(open())
    receive(second, 'live-capacity-dock2', 2000)
    await second.load()
    expect(second.gateway(DOCK)?.cameras).toHaveLength(3)
  })

  test('the same capacity again is not written again', async () => {
    const keeper = open()
    const saved: string[] = []
    const registry = new Registry({
      keeper: {
        load: () => keeper.load(),
        flush: () => keeper.flush(),
        save: ({ sn }) => saved.push(sn),
      },
      callsign: () => '',
      schedule: () => () => undefined,
    })
    receive(registry, 'live-capacity-dock2', 1000)
    receive(registry, 'live-capacity-dock2', 2000)
    receive(registry, 'osd-dock2-first-part', 3000)
    receive(registry, 'osd-aircraft', 4000)
    expect(saved).toEqual([DOCK, DOCK])
  })
})

describe('files that are no good', () => {
  test('are kept aside and told; others are loaded', async () => {
    const first = registryOn(open())
    receive(first, 'live-capacity-dock2', 1000)
    await first.close()
    await writeFile(join(folder, 'gateway-BROKEN1.json'), '{"version":1,')
    await writeFile(join(folder, 'gateway-OTHER1.json'), '{"version":1,"sn":"OTHER2"}')
    await writeFile(join(folder, 'gateway-HUGE1.json'), ' '.repeat(300_000))
    await writeFile(join(folder, 'notes.txt'), 'not ours')
    const second = registryOn(open())
    await second.load()
    expect(second.fleet().map(({ sn }) => sn)).toEqual([DOCK])
    expect(problems.map(({ kind }) => kind)).toEqual(['broken', 'broken', 'broken'])
    expect((await readdir(folder)).sort()).toEqual([
      `gateway-${DOCK}.json`,
      'gateway-BROKEN1.json.broken',
      'gateway-HUGE1.json.broken',
      'gateway-OTHER1.json.broken',
      'notes.txt',
    ])
  })

  test('any text is a file or none', async () => {
    const first = registryOn(open())
    receive(first, 'live-capacity-dock2', 1000)
    await first.close()
    const good = await readFile(join(folder, `gateway-${DOCK}.json`), 'utf8')
    const cut = fc.tuple(fc.nat(good.length), fc.string()).map(([at, text]) => {
      return good.slice(0, at) + text + good.slice(at + text.length)
    })
    expect(parseCapacityFile(good, DOCK)?.capacity.devices).toHaveLength(2)
    fc.assert(
      fc.property(fc.oneof(cut, fc.string(), fc.json()), (text) => {
        expect(parseCapacityFile(text, DOCK)?.sn ?? DOCK).toBe(DOCK)
      }),
    )
  })

  test('a folder that cannot be written is told once', async () => {
    await writeFile(join(folder, 'file'), '')
    folder = join(folder, 'file')
    const keeper = open()
    const registry = registryOn(keeper)
    receive(registry, 'live-capacity-dock2', 1000)
    receive(registry, 'live-capacity-rc-plus-old', 1000)
    await registry.close()
    expect(problems.map(({ kind }) => kind)).toEqual(['unwritable'])
    folder = join(folder, '..')
  })
})
