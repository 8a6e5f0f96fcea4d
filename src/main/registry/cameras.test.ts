import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import { parseLiveCapacity } from '@protocol/dji/live-capacity'
import { describe, expect, test } from 'vitest'
import { applyCapacity } from './apply-capacity'
import { camerasOf } from './cameras'
import { newFacts, type AircraftFacts, type GatewayFacts } from './facts'

const dataOf = (name: string) => readFixture(name).message['data'] as Record<string, unknown>
const withCapacity = (name: string, change: Partial<GatewayFacts> = {}): GatewayFacts => {
  const sn = readFixture(name).topic.split('/')[2] ?? ''
  const parsed = parseLiveCapacity(dataOf(name)['live_capacity'])
  if (!parsed) throw new Error(name)
  return applyCapacity({ ...newFacts(sn, 1), ...change }, parsed.capacity, 1)
}
const aircraft = (payloads: string[]): AircraftFacts => ({
  sn: 'A1',
  modelKey: undefined,
  online: true,
  since: 1,
  battery: undefined,
  modeCode: undefined,
  bestLinkGateway: undefined,
  payloads,
})
const outline = (facts: GatewayFacts, isDock = true) =>
  camerasOf(facts, isDock).flatMap(({ sources }) =>
    sources.map(({ videoId, assumed }) => (assumed ? `${videoId}?` : videoId)),
  )

describe('cameras of a gateway', () => {
  test('dock 2: the dock camera turns, lenses are what is offered', () => {
    const cameras = camerasOf(withCapacity('live-capacity-dock2', { modelKey: '3-2-0' }), true)
    expect(cameras.map(({ model, positions }) => [model.en, positions])).toEqual([
      ['Dock camera', [0, 1]],
      ['Vision assist camera', []],
      ['M3TD camera', []],
    ])
    expect(cameras[2]?.sources).toEqual([
      {
        videoId: '1581F6Q8D23B00A7K0M1/81-0-0/normal-0',
        videoIndex: 'normal-0',
        lens: 'wide',
        lenses: ['wide', 'zoom', 'ir'],
        assumed: false,
      },
    ])
  })

  test('dock 1: the dock camera cannot turn', () => {
    const cameras = camerasOf(withCapacity('live-capacity-dock1', { modelKey: '3-1-0' }), true)
    expect(cameras.map(({ positions }) => positions)).toEqual([[], [], []])
    expect(cameras.map(({ coexistMax }) => coexistMax)).toEqual([1, 1, 1])
  })

  test('an old remote: entries with an index of their own are sources of their own', () => {
    const facts = withCapacity('live-capacity-rc-plus-old')
    expect(outline(facts, false)).toEqual([
      '1ZNBJ3R00C00B8F2W5L6/42-0-0/zoom-0',
      '1ZNBJ3R00C00B8F2W5L6/42-0-0/wide-0',
      '1ZNBJ3R00C00B8F2W5L6/39-0-7/normal-0',
    ])
  })

  test('entries that share an index are one source with the lenses of all', () => {
    const [camera] = camerasOf(withCapacity('live-capacity-rc-duplicate-index'), false)
    expect(camera?.sources).toMatchObject([
      { videoIndex: 'normal-0', lens: 'zoom', lenses: ['zoom', 'wide'] },
    ])
  })

  test('a camera that lists no video has the usual one', () => {
    const cameras = [{ cameraIndex: '900-1-0', coexistMax: 0, videos: [] }]
    const facts = {
      ...newFacts('D1', 1),
      capacity: { devices: [{ sn: 'A1', cameras }] },
      capacityFresh: true,
    }
    expect(outline(facts)).toEqual(['A1/900-1-0/normal-0?'])
    expect(camerasOf(facts, true)[0]).toMatchObject({ model: { en: '900-1-0', known: false } })
    expect(camerasOf(facts, true)[0]?.coexistMax).toBeUndefined()
  })
})

describe('cameras nobody lists', () => {
  test('the aircraft’s stay when it is switched off', () => {
    const on = withCapacity('live-capacity-dock2')
    const off = withCapacity('live-capacity-dock2-aircraft-off', on)
    expect(outline(off)).toEqual([
      '7CTDM2400B0107/165-0-7/normal-0',
      '1581F6Q8D23B00A7K0M1/176-0-0/normal-0?',
      '1581F6Q8D23B00A7K0M1/81-0-0/normal-0?',
    ])
    expect(outline(withCapacity('live-capacity-dock2', off))).toEqual(outline(on))
  })

  test('are assumed only after a while', () => {
    const facts = { ...newFacts('D1', 1), aircraft: aircraft(['81-0-0', '176-0-0']) }
    expect(outline(facts)).toEqual([])
    expect(outline({ ...facts, assume: true })).toEqual([
      'D1/165-0-7/normal-0?',
      'A1/81-0-0/normal-0?',
      'A1/176-0-0/normal-0?',
    ])
    expect(outline({ ...facts, assume: true }, false)).toHaveLength(2)
  })

  test('are not assumed against what the gateway itself says', () => {
    const facts = withCapacity('live-capacity-dock2-aircraft-off', {
      aircraft: aircraft(['81-0-0']),
      assume: true,
    })
    expect(outline(facts)).toEqual(['7CTDM2400B0107/165-0-7/normal-0'])
    expect(outline({ ...facts, capacityFresh: false })).toContain('A1/81-0-0/normal-0?')
  })
})
