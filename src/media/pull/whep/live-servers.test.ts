import type { AccessUnit } from '@shared/access-unit'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startLibdatachannelServer, type Changes } from './fixtures/libdatachannel-server'
import { openWhepPull } from './open-whep-pull'

// Real sockets and programs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })
const WAIT = { timeout: 30_000 }

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const pulling = async (changes: Changes = {}) => {
  const server = await startLibdatachannelServer(changes)
  ends.push(() => server.stop())
  const said: string[] = []
  const units: AccessUnit[] = []
  const from = performance.now()
  let firstMs = 0
  const pull = openWhepPull(
    { by: 'whep', url: server.url, bearer: 'a bearer' },
    {
      answered: () => said.push('answered'),
      unit: (unit) => {
        firstMs ||= performance.now() - from
        units.push(unit)
      },
      dropped: (problem) => said.push(`dropped ${problem}`),
      over: (outcome, detail) => said.push(`${outcome}: ${detail}`),
    },
    Date.now,
  )
  ends.push(() => pull.stop())
  return { server, said, units, pull, firstMs: () => firstMs }
}

describe('libdatachannel serves', () => {
  test('pictures come, the first one is a key picture with its configuration', async () => {
    const { said, units, firstMs, server } = await pulling()
    await vi.waitUntil(() => units.length >= 50 || said.length > 1, WAIT)
    expect(said).toEqual(['answered'])
    expect(units[0]).toMatchObject({
      codec: 'h264',
      key: true,
      config: { width: 320, height: 240 },
    })
    expect(server.requests).toEqual(['POST Bearer a bearer'])
    console.info(`POST to first picture ${String(firstMs())} ms`)
  })
})
