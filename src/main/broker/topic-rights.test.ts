import { describe, expect, test } from 'vitest'
import { deviceTopic, mayPublish, mayRead, type Account } from './topic-rights'

const DOCK: Account = { kind: 'dock', sn: '7CTXSIM0000001' }
const SHARED: Account = { kind: 'shared', name: 'dock' }
const STATION: Account = { kind: 'station' }
const AIRCRAFT = '1581FSIM000000000001'
const announced = (gateway: string, aircraft: string): boolean =>
  gateway === '7CTXSIM0000001' && aircraft === AIRCRAFT

const publishes = (account: Account, topic: string): boolean =>
  mayPublish(account, deviceTopic(topic), announced)

const UP = ['osd', 'state', 'events', 'requests', 'services_reply', 'property/set_reply', 'drc/up']
const DOWN = ['services', 'events_reply', 'requests_reply', 'property/set', 'drc/down']

describe('a dock', () => {
  test.each(UP)('says %s under its own serial number only', (rest) => {
    expect(publishes(DOCK, `thing/product/7CTXSIM0000001/${rest}`)).toBe(true)
    expect(publishes(DOCK, `thing/product/7CTXSIM0000002/${rest}`)).toBe(false)
  })

  test.each(DOWN)('never says %s but hears it for itself', (rest) => {
    expect(publishes(DOCK, `thing/product/7CTXSIM0000001/${rest}`)).toBe(false)
    expect(mayRead(DOCK, `thing/product/7CTXSIM0000001/${rest}`)).toBe(true)
    expect(mayRead(DOCK, `thing/product/7CTXSIM0000002/${rest}`)).toBe(false)
  })

  test('says its status and hears the reply', () => {
    expect(publishes(DOCK, 'sys/product/7CTXSIM0000001/status')).toBe(true)
    expect(publishes(DOCK, 'thing/product/7CTXSIM0000001/status')).toBe(true)
    expect(publishes(DOCK, 'sys/product/7CTXSIM0000001/status_reply')).toBe(false)
    expect(publishes(DOCK, 'sys/product/7CTXSIM0000002/status')).toBe(false)
    expect(mayRead(DOCK, 'sys/product/7CTXSIM0000001/status_reply')).toBe(true)
  })

  test('speaks for an aircraft that it has announced, in osd and state', () => {
    expect(publishes(DOCK, `thing/product/${AIRCRAFT}/osd`)).toBe(true)
    expect(publishes(DOCK, `thing/product/${AIRCRAFT}/state`)).toBe(true)
    expect(publishes(DOCK, `thing/product/${AIRCRAFT}/events`)).toBe(false)
    expect(publishes(DOCK, `sys/product/${AIRCRAFT}/osd`)).toBe(false)
    expect(publishes(DOCK, 'thing/product/1581FSIM000000000009/osd')).toBe(false)
  })

  test.each([
    '#',
    '+/#',
    'thing/#',
    'thing/product/#',
    'thing/product/+/services',
    'thing/+/7CTXSIM0000001/services',
    '$SYS/#',
    '$share/g/thing/product/7CTXSIM0000001/services',
    'thing/product/7CTXSIM0000001',
    'thing/product/7CTXSIM0000001/',
    '',
  ])('may not read %s', (filter) => expect(mayRead(DOCK, filter)).toBe(false))

  test('may read everything below its own name with one filter', () => {
    expect(mayRead(DOCK, 'thing/product/7CTXSIM0000001/#')).toBe(true)
    expect(mayRead(DOCK, 'thing/product/7CTXSIM0000001/+')).toBe(true)
  })
})

describe('the shared account', () => {
  test('says what devices say and never what the cloud says', () => {
    for (const rest of UP) expect(publishes(SHARED, `thing/product/ANY1/${rest}`)).toBe(true)
    for (const rest of DOWN) expect(publishes(SHARED, `thing/product/ANY1/${rest}`)).toBe(false)
    expect(publishes(SHARED, 'sys/product/ANY1/status')).toBe(true)
    expect(publishes(SHARED, 'other/topic')).toBe(false)
    expect(publishes(SHARED, 'thing/product/no-serial/osd')).toBe(false)
  })

  test('reads one device at a time', () => {
    expect(mayRead(SHARED, 'thing/product/ANY1/services')).toBe(true)
    expect(mayRead(SHARED, 'thing/product/+/services')).toBe(false)
    expect(mayRead(SHARED, '#')).toBe(false)
  })
})

test('no dock reads or says what stations tell each other', () => {
  for (const account of [DOCK, SHARED]) {
    expect(publishes(account, 'dockwall/stations/a/wishes')).toBe(false)
    for (const filter of ['dockwall/stations/a/wishes', 'dockwall/stations/+/wishes', 'dockwall/#'])
      expect(mayRead(account, filter)).toBe(false)
  }
})

test('the station may do everything', () => {
  expect(publishes(STATION, 'thing/product/ANY1/services')).toBe(true)
  expect(mayRead(STATION, 'thing/product/+/osd')).toBe(true)
})

test('an endless topic is nobody’s', () => {
  expect(deviceTopic(`thing/product/A1/${'x'.repeat(1000)}`)).toBe(undefined)
})
