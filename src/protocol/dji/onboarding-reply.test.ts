import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'
import {
  parseBindReply,
  parseBindStatusReply,
  parseConfigReply,
  writeBindReply,
  writeBindStatusReply,
  writeConfigReply,
  writeOrganizationReply,
} from './onboarding-reply'

const dataOf = (name: string): unknown => readFixture(name).message['data']

describe('answers to a dock on its way online', () => {
  test('the flat config reply', () => {
    const config = parseConfigReply(dataOf('config-reply'))
    expect(config).toMatchObject({ appId: '123456', ntpHost: 'ntp.example.net', ntpPort: 123 })
    expect(config && writeConfigReply(config)).toEqual(dataOf('config-reply'))
  })

  test('a config without all three credentials is none', () => {
    const keys = { app_id: '1', app_key: 'k', app_license: 'l' }
    expect(parseConfigReply(keys)).toMatchObject({ ntpHost: '', ntpPort: 123 })
    expect(parseConfigReply({ ...keys, app_key: '' })).toBeUndefined()
    expect(parseConfigReply({ ...keys, app_license: undefined })).toBeUndefined()
    expect(parseConfigReply({ result: 1 })).toBeUndefined()
  })

  test('bind status', () => {
    const devices = parseBindStatusReply(dataOf('bind-status-reply'))
    expect(devices[0]).toEqual({
      sn: '7CTDM2400B0107',
      organization: { id: 'harbour', name: 'Harbour Watch', callsign: 'Pier 4' },
    })
    expect(writeBindStatusReply(devices)).toEqual(dataOf('bind-status-reply'))
    const unbound = writeBindStatusReply([{ sn: 'X1' }])
    expect(unbound).toMatchObject({
      output: { bind_status: [{ is_device_bind_organization: false, organization_id: '' }] },
    })
    expect(parseBindStatusReply(unbound)).toEqual([{ sn: 'X1' }])
  })

  test('binding, device by device', () => {
    const results = parseBindReply(dataOf('organization-bind-reply'))
    expect(results).toEqual([
      { sn: '7CTDM2400B0107', code: 0 },
      { sn: '1581F6Q8D23B00A7K0M1', code: 0 },
    ])
    expect(writeBindReply(results)).toEqual(dataOf('organization-bind-reply'))
    expect(parseBindReply({ result: 210229, output: { err_infos: results } })).toEqual([])
  })

  test('the organisation’s name', () => {
    expect(writeOrganizationReply('Harbour Watch')).toEqual({
      result: 0,
      output: { organization_name: 'Harbour Watch' },
    })
  })

  test('mutated replies never throw', () => {
    const names = ['config-reply', 'bind-status-reply', 'organization-bind-reply']
    fc.assert(
      fc.property(mutations(...names), ({ data }) => {
        expect(parseBindStatusReply(data).length).toBeLessThanOrEqual(16)
        expect(parseBindReply(data).length).toBeLessThanOrEqual(16)
        expect(parseConfigReply(data)?.appId ?? 'x').not.toBe('')
      }),
    )
  })
})
