import { settingsSchema } from '@shared/settings'
import { describe, expect, test } from 'vitest'
import { upgrade, type UpgradeStep } from './upgrade'

// A made-up version 0, in which the site was one word and the port stood alone.
const fromZero: UpgradeStep = ({ site, port, ...rest }) => ({
  ...rest,
  site: { mode: site },
  broker: { port },
})

describe('upgrade', () => {
  test('takes an old file step by step to one that fits the schema', () => {
    const old = { version: 0, site: 'embedded', port: 2883 }
    const upgraded = upgrade(old, { 0: fromZero }, 1)
    expect(upgraded.ok && settingsSchema.parse(upgraded.raw)).toMatchObject({
      version: 1,
      site: { mode: 'embedded' },
      broker: { port: 2883 },
    })
    expect(old).toEqual({ version: 0, site: 'embedded', port: 2883 })
  })

  test('goes through every version in between', () => {
    const steps = { 0: (raw: object) => ({ ...raw, a: 1 }), 1: (raw: object) => ({ ...raw, b: 2 }) }
    expect(upgrade({ version: 0 }, steps, 2)).toEqual({ ok: true, raw: { version: 2, a: 1, b: 2 } })
  })

  test('takes a file written by hand, without a version, for a present one', () => {
    expect(upgrade({ language: 'zh' })).toMatchObject({ ok: true, raw: { language: 'zh' } })
  })

  test.each([
    null,
    'text',
    5,
    [],
    { version: 99 },
    { version: -1 },
    { version: '1' },
    { version: 0.5 },
  ])('refuses %o', (raw) => expect(upgrade(raw).ok).toBe(false))
})
