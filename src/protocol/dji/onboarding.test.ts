import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'
import { parseOnboardingRequest, writeOnboardingRequest } from './onboarding'

const names = [
  'config-request',
  'bind-status-request',
  'organization-get-request',
  'organization-bind-request',
]
const read = (name: string) => {
  const { method, data } = readFixture(name).message
  return parseOnboardingRequest(typeof method === 'string' ? method : undefined, data)
}

describe('requests of a dock on its way online', () => {
  test('are read', () => {
    expect(read('config-request')).toEqual({ method: 'config' })
    expect(read('bind-status-request')).toEqual({
      method: 'airport_bind_status',
      devices: ['7CTDM2400B0107', '1581F6Q8D23B00A7K0M1'],
    })
    expect(read('organization-get-request')).toEqual({
      method: 'airport_organization_get',
      bindingCode: 'LH4721',
      organizationId: 'harbour',
    })
    expect(read('organization-bind-request')).toMatchObject({
      devices: [
        { sn: '7CTDM2400B0107', bindingCode: 'LH4721', callsign: 'Pier 4', modelKey: '3-2-0' },
        { sn: '1581F6Q8D23B00A7K0M1', modelKey: '0-91-1' },
      ],
    })
  })

  test.each(names)('%s is written as DJI prints it', (name) => {
    const request = read(name)
    if (typeof request === 'string') throw new Error(request)
    expect(writeOnboardingRequest(request)).toEqual(readFixture(name).message['data'])
  })

  test('others are not onboarding, empty ones are malformed', () => {
    expect(parseOnboardingRequest('storage_config_get', {})).toBe('unknown-method')
    expect(parseOnboardingRequest('airport_bind_status', { devices: [] })).toBe('malformed')
    expect(parseOnboardingRequest('airport_bind_status', null)).toBe('malformed')
    expect(parseOnboardingRequest('airport_organization_get', 'x')).toBe('malformed')
    const bind_devices = [{ sn: '' }, 5]
    expect(parseOnboardingRequest('airport_organization_bind', { bind_devices })).toBe('malformed')
  })

  test('mutated requests never throw and stay bounded', () => {
    fc.assert(
      fc.property(mutations(...names), ({ method, data }) => {
        const request = parseOnboardingRequest(String(method), data)
        expect(JSON.stringify(request).length).toBeLessThan(16_384)
      }),
    )
  })
})
