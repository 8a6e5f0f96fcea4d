import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFixture } from './fixtures/read-fixture'
import {
  eventsReplyTopic,
  gatewaySubscriptions,
  osdTopic,
  parseDownTopic,
  parseTopic,
  propertySetTopic,
  requestsReplyTopic,
  servicesTopic,
  STATION_SUBSCRIPTIONS,
  statusReplyTopic,
} from './topics'

/** MQTT's own matching, for the one wildcard used here. */
const matches = (filter: string, topic: string): boolean =>
  new RegExp(`^${filter.replaceAll('+', '[^/]+')}$`).test(topic)

describe('topics a device publishes to', () => {
  test.each([
    ['thing/product/7CTDM2400B0107/osd', 'osd'],
    ['thing/product/1581F6Q8D23B00A7K0M1/state', 'state'],
    ['thing/product/7CTDM2400B0107/services_reply', 'services_reply'],
    ['thing/product/7CTDM2400B0107/events', 'events'],
    ['thing/product/7CTDM2400B0107/requests', 'requests'],
    ['sys/product/7CTDM2400B0107/status', 'status'],
    ['thing/product/5YSZK9D0021H4P/status', 'status'],
    ['thing/product/7CTDM2400B0107/property/set_reply', 'property_set_reply'],
    ['thing/product/5YSZK9D0021H4P/drc/up', 'drc_up'],
  ])('%s is %s and subscribed to', (topic, kind) => {
    expect(parseTopic(topic)).toEqual({ kind, sn: topic.split('/')[2] })
    expect(STATION_SUBSCRIPTIONS.filter((one) => matches(one.topic, topic))).toHaveLength(1)
  })

  test('only osd may be lost', () => {
    const loose = STATION_SUBSCRIPTIONS.filter(({ qos }) => qos === 0)
    expect(loose.map(({ topic }) => topic)).toEqual([osdTopic('+')])
  })

  test.each([
    'sys/product/7CTDM2400B0107/osd',
    'thing/product/7CTDM2400B0107/services',
    'thing/product//osd',
    'thing/product/7CT_DM/osd',
    'thing/product/constructor/osd',
    `thing/product/${'A'.repeat(65)}/osd`,
    'thing/product/7CTDM2400B0107/osd/more',
    'thing/product/7CTDM2400B0107/toString',
    'thing/product/7CTDM2400B0107',
    'osd',
    '',
  ])('%s is nobody’s', (topic) => {
    expect(parseTopic(topic)).toBeUndefined()
  })

  test('random text gives no device', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(parseTopic(text)).toBeUndefined()
        expect(parseTopic(`thing/product/${text}`)?.sn ?? '').not.toContain('/')
      }),
    )
  })
})

describe('topics a gateway listens to', () => {
  test.each([
    [servicesTopic('A1'), 'services'],
    [requestsReplyTopic('A1'), 'requests_reply'],
    [eventsReplyTopic('A1'), 'events_reply'],
    [statusReplyTopic('A1'), 'status_reply'],
    [propertySetTopic('A1'), 'property_set'],
  ])('%s is %s', (topic, kind) => {
    expect(parseDownTopic(topic)).toEqual({ kind, sn: 'A1' })
    expect(gatewaySubscriptions('A1').map((one) => one.topic)).toContain(topic)
    expect(parseTopic(topic)).toBeUndefined()
  })

  test('samples of DJI’s shape are read', () => {
    expect(parseDownTopic(readFixture('live-start-request').topic)?.kind).toBe('services')
    expect(parseDownTopic(readFixture('config-reply').topic)?.kind).toBe('requests_reply')
    expect(parseDownTopic('thing/product/A1/status_reply')).toBeUndefined()
  })
})
