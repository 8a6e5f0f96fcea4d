import { parseEnvelope } from '@protocol/dji/envelope'
import { mutations } from '@protocol/dji/fixtures/mutations'
import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import { parseTopic } from '@protocol/dji/topics'
import { defaultSettings, type Settings } from '@shared/settings'
import type { Fault } from '@shared/fault'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Binding } from './bindings'
import { OnboardingProgress } from './onboarding-progress'
import { Responder, type Answer } from './responder'

const DOCK = '7CTDM2400B0107'
const AIRCRAFT = '1581F6Q8D23B00A7K0M1'

let now = 0
let cloud: Settings['cloud']
let secrets: Record<string, string>
let bindings: Map<string, Binding>
let faults: Fault[]
let progress: OnboardingProgress
let responder: Responder

beforeEach(() => {
  now = 1_000_000
  cloud = { ...defaultSettings().cloud, appId: '42', organizationId: 'harbour' }
  cloud.organizationName = 'Harbour Watch'
  secrets = { 'cloud.appKey': 'key', 'cloud.appLicense': 'licence', 'cloud.bindingCode': 'LH4721' }
  bindings = new Map()
  faults = []
  progress = new OnboardingProgress(() => {})
  responder = new Responder({
    settings: () => cloud,
    secret: (name) => secrets[name],
    ownAddress: (sn) => (sn === DOCK ? '10.20.0.5' : undefined),
    bindings,
    progress,
    onFault: (fault) => faults.push(fault),
    now: () => now,
  })
})

const send = (topicText: string, message: unknown): Answer[] => {
  const topic = parseTopic(topicText)
  const parsed = parseEnvelope(new TextEncoder().encode(JSON.stringify(message)))
  if (!topic || !parsed.ok) throw new Error(topicText)
  return responder.receive(topic, parsed.envelope)
}
const ask = (name: string): Answer[] => send(readFixture(name).topic, readFixture(name).message)
const dataOf = (answers: Answer[]): unknown => {
  expect(answers).toHaveLength(1)
  return (JSON.parse(answers[0]?.payload ?? '') as { data: unknown }).data
}
const request = (method: string, data: unknown = {}): unknown =>
  dataOf(send(`thing/product/${DOCK}/requests`, { tid: method, bid: 'b', method, data }))

describe('the way online', () => {
  test('a reply copies tid, bid and method and goes to the reply topic', () => {
    const [answer] = ask('config-request')
    const { tid, bid } = readFixture('config-request').message
    expect(answer?.topic).toBe(`thing/product/${DOCK}/requests_reply`)
    expect(JSON.parse(answer?.payload ?? '')).toEqual({
      tid,
      bid,
      timestamp: now,
      method: 'config',
      data: {
        app_id: '42',
        app_key: 'key',
        app_license: 'licence',
        ntp_server_host: '10.20.0.5',
        ntp_server_port: 123,
      },
    })
  })

  test('the time server of the settings comes first', () => {
    cloud.ntpHost = 'ntp.example.net'
    cloud.ntpPort = 1123
    expect(dataOf(ask('config-request'))).toMatchObject({
      ntp_server_host: 'ntp.example.net',
      ntp_server_port: 1123,
    })
  })

  test.each(['cloud.appKey', 'cloud.appLicense', 'appId'])(
    'without %s the answer is a no and a fault, not rubbish',
    (missing) => {
      if (missing === 'appId') cloud.appId = ''
      delete secrets[missing]
      expect(dataOf(ask('config-request'))).toEqual({ result: 1 })
      expect(faults).toEqual([{ code: 'app-credentials-missing', at: now, detail: DOCK }])
    },
  )

  test('unbound, organisation, bound, remembered', () => {
    expect(dataOf(ask('bind-status-request'))).toMatchObject({
      output: { bind_status: [{ is_device_bind_organization: false }, { sn: AIRCRAFT }] },
    })
    expect(dataOf(ask('organization-get-request'))).toEqual({
      result: 0,
      output: { organization_name: 'Harbour Watch' },
    })
    expect(dataOf(ask('organization-bind-request'))).toEqual(
      readFixture('organization-bind-reply').message['data'],
    )
    expect(bindings.get(DOCK)).toEqual({ organizationId: 'harbour', callsign: 'Pier 4' })
    now += 60_000
    expect(dataOf(ask('bind-status-request'))).toEqual(
      readFixture('bind-status-reply').message['data'],
    )
    expect(faults).toEqual([])
  })

  test('how far a dock has come is what it was given, not what it asked', () => {
    secrets['cloud.appKey'] = ''
    ask('config-request')
    expect(progress.all()).toEqual({ [DOCK]: 'connected' })
    secrets['cloud.appKey'] = 'key'
    now += 60_000
    ask('config-request')
    ask('bind-status-request')
    expect(progress.all()).toEqual({ [DOCK]: 'licence' })
    secrets['cloud.bindingCode'] = 'other'
    ask('organization-bind-request')
    expect(progress.all()).toEqual({ [DOCK]: 'licence' })
    secrets['cloud.bindingCode'] = 'LH4721'
    now += 60_000
    ask('organization-bind-request')
    expect(progress.all()).toEqual({ [DOCK]: 'bound' })
  })

  test('a dock that was bound before says so by asking, its aircraft alone does not', () => {
    bindings.set(AIRCRAFT, { organizationId: 'harbour', callsign: '' })
    ask('bind-status-request')
    expect(progress.all()).toEqual({ [DOCK]: 'connected' })
    bindings.set(DOCK, { organizationId: 'harbour', callsign: '' })
    now += 60_000
    ask('bind-status-request')
    expect(progress.all()).toEqual({ [DOCK]: 'bound' })
  })

  test('a device bound elsewhere is not bound here', () => {
    bindings.set(DOCK, { organizationId: 'other', callsign: '' })
    expect(dataOf(ask('bind-status-request'))).toMatchObject({
      output: { bind_status: [{ is_device_bind_organization: false }, {}] },
    })
  })

  test('a wrong code and an unknown organisation have their own numbers', () => {
    secrets['cloud.bindingCode'] = 'other'
    expect(dataOf(ask('organization-get-request'))).toEqual({ result: 210229 })
    expect(dataOf(ask('organization-bind-request'))).toMatchObject({
      result: 0,
      output: { err_infos: [{ sn: DOCK, err_code: 210229 }, { err_code: 210229 }] },
    })
    cloud.organizationId = 'elsewhere'
    now += 60_000
    expect(dataOf(ask('organization-get-request'))).toEqual({ result: 210234 })
    expect(bindings.size).toBe(0)
    expect(faults.map(({ code }) => code)).toEqual(Array(3).fill('binding-code-wrong'))
  })

  test('without a code of our own any code binds; a callsign is cleaned', () => {
    delete secrets['cloud.bindingCode']
    const device_callsign = `\u0007 Pier\u202e ${'x'.repeat(100)}`
    const device = { sn: 'X1', organization_id: 'harbour', device_callsign }
    request('airport_organization_bind', { bind_devices: [device] })
    expect(bindings.get('X1')?.callsign).toMatch(/^Pier x{59}$/)
  })
})

describe('other questions', () => {
  test('nothing to fetch before take-off', () => {
    expect(request('flight_areas_get')).toEqual({ result: 0 })
    expect(request('offline_map_get')).toEqual({ result: 0 })
  })

  test.each(['storage_config_get', 'flighttask_resource_get', 'constructor', ''])(
    '%j is refused',
    (method) => {
      expect(request(method)).toEqual({ result: 1 })
    },
  )

  test('a malformed request is refused', () => {
    expect(request('airport_bind_status', 'what')).toEqual({ result: 1 })
  })

  test('topology is acknowledged on the system topic, also when asked on the other', () => {
    const [answer] = ask('update-topo-rc-plus-old')
    expect(answer?.topic).toBe('sys/product/5YSZK9D0021H4P/status_reply')
    expect(JSON.parse(answer?.payload ?? '')).toMatchObject({
      method: 'update_topo',
      data: { result: 0 },
    })
    expect(send(`sys/product/${DOCK}/status`, { tid: 't', method: 'other' })).toEqual([])
  })

  test('events are acknowledged only when they ask for it', () => {
    const [answer] = ask('event-need-reply')
    expect(answer?.topic).toBe(`thing/product/${DOCK}/events_reply`)
    expect(JSON.parse(answer?.payload ?? '')).toMatchObject({
      method: 'joystick_invalid_notify',
      data: { result: 0 },
    })
    expect(send(`thing/product/${DOCK}/events`, { tid: 'q', method: 'hms' })).toEqual([])
    expect(ask('osd-aircraft')).toEqual([])
  })

  test('a station that does not respond is silent', () => {
    cloud.respond = false
    expect(ask('config-request')).toEqual([])
    expect(ask('update-topo-dock2-aircraft')).toEqual([])
    expect(ask('event-need-reply')).toEqual([])
  })
})

describe('repeated messages', () => {
  test('get the same answer for a minute', () => {
    const first = ask('config-request')
    secrets['cloud.appKey'] = 'new'
    now += 59_999
    expect(ask('config-request')).toEqual(first)
    now += 1
    expect(dataOf(ask('config-request'))).toMatchObject({ app_key: 'new' })
  })

  test('the same tid on another gateway or topic is another message', () => {
    const message = { tid: 'same', bid: 'b', method: 'config', data: {} }
    const [first] = send(`thing/product/${DOCK}/requests`, message)
    const [second] = send('thing/product/X1/requests', message)
    expect(first?.topic).not.toBe(second?.topic)
  })

  test('without a tid each is answered anew', () => {
    const message = { method: 'config', data: {} }
    send(`thing/product/${DOCK}/requests`, message)
    now += 1
    const [again] = send(`thing/product/${DOCK}/requests`, message)
    expect(JSON.parse(again?.payload ?? '')).toMatchObject({ tid: '', timestamp: now })
  })
})

test('mutated requests are always answered and never throw', () => {
  const names = ['config-request', 'bind-status-request', 'organization-bind-request']
  fc.assert(
    fc.property(mutations(...names, 'organization-get-request'), (message) => {
      const data = dataOf(send(`thing/product/${DOCK}/requests`, message))
      expect(data).toBeTypeOf('object')
    }),
  )
})
