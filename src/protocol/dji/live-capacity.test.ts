import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'
import { parseLiveCapacity, writeLiveCapacity } from './live-capacity'

const sample = (name: string): unknown =>
  (readFixture(name).message['data'] as Record<string, unknown>)['live_capacity']
const read = (name: string) => {
  const parsed = parseLiveCapacity(sample(name))
  expect(parsed?.dropped).toBe(0)
  return parsed?.capacity
}
const camerasOf = (name: string) =>
  read(name)?.devices.map(({ cameras }) => cameras.map(({ cameraIndex }) => cameraIndex))

const names = [
  'live-capacity-dock1',
  'live-capacity-dock2',
  'live-capacity-dock2-aircraft-off',
  'live-capacity-dock3',
  'live-capacity-rc-plus-old',
  'live-capacity-rc-duplicate-index',
]

describe('parseLiveCapacity', () => {
  test('cameras of each kind of gateway', () => {
    expect(camerasOf('live-capacity-dock1')).toEqual([['165-0-7'], ['39-0-7', '53-0-0']])
    expect(camerasOf('live-capacity-dock2')).toEqual([['165-0-7'], ['176-0-0', '81-0-0']])
    expect(camerasOf('live-capacity-dock3')).toEqual([['165-0-7'], ['176-0-0', '99-0-0']])
    expect(camerasOf('live-capacity-dock2-aircraft-off')).toEqual([['165-0-7']])
    expect(camerasOf('live-capacity-rc-plus-old')).toEqual([['42-0-0', '39-0-7']])
  })

  test('limits and lenses', () => {
    const capacity = read('live-capacity-dock2')
    expect(capacity?.coexistMax).toBe(2)
    expect(capacity?.devices[1]).toMatchObject({ sn: '1581F6Q8D23B00A7K0M1', coexistMax: 2 })
    expect(capacity?.devices[1]?.cameras[1]?.videos).toEqual([
      { videoIndex: 'normal-0', lens: 'wide', lenses: ['wide', 'zoom', 'ir'] },
    ])
  })

  test('an old remote offers no lenses and says 0', () => {
    const [device] = read('live-capacity-rc-plus-old')?.devices ?? []
    expect(device?.coexistMax).toBe(0)
    expect(device?.cameras[0]?.videos).toEqual([
      { videoIndex: 'zoom-0', lens: 'zoom', lenses: [] },
      { videoIndex: 'wide-0', lens: 'wide', lenses: [] },
    ])
  })

  test('unusable parts are left out, the rest stays', () => {
    const parsed = parseLiveCapacity({
      coexist_video_number_max: '2',
      device_list: [
        null,
        { sn: 'a b' },
        { sn: 'X1', camera_list: { 0: 'no list' } },
        {
          sn: 'X2',
          coexist_video_number_max: -3,
          camera_list: [
            { camera_index: '1_0_0' },
            {
              camera_index: '900-1-0',
              video_list: [
                { video_index: 'normal-0', video_type: 7, switchable_video_types: ['wide', 3] },
              ],
            },
          ],
        },
      ],
    })
    expect(parsed?.capacity).toEqual({
      coexistMax: 2,
      devices: [
        { sn: 'X1', cameras: [] },
        {
          sn: 'X2',
          cameras: [
            { cameraIndex: '900-1-0', videos: [{ videoIndex: 'normal-0', lenses: ['wide'] }] },
          ],
        },
      ],
    })
    expect(parsed?.dropped).toBeGreaterThanOrEqual(7)
  })

  test('what is no capacity is none', () => {
    for (const value of [null, [], '', 7, {}, { cameras: [] }]) {
      expect(parseLiveCapacity(value)).toBeUndefined()
    }
  })

  test('a huge list costs little', () => {
    const video = { video_index: 'normal-0', switchable_video_types: Array(50).fill('lens') }
    const camera = { camera_index: '1-0-0', video_list: Array(50).fill(video) }
    const device = { sn: 'X1', camera_list: Array(50).fill(camera) }
    const parsed = parseLiveCapacity({ device_list: Array(50).fill(device) })
    expect(JSON.stringify(parsed?.capacity).length).toBeLessThan(32_768)
    expect(parsed?.dropped).toBeGreaterThan(50)
  })

  test('mutated and random capacities never throw and read back as written', () => {
    const capacity = (message: Readonly<Record<string, unknown>>): unknown => {
      const { data } = message
      return typeof data === 'object' && data !== null && 'live_capacity' in data
        ? data.live_capacity
        : data
    }
    fc.assert(
      fc.property(fc.oneof(mutations(...names).map(capacity), fc.jsonValue()), (value) => {
        const parsed = parseLiveCapacity(value)
        if (!parsed) return
        const written = writeLiveCapacity(parsed.capacity)
        expect(parseLiveCapacity(written)).toEqual({ capacity: parsed.capacity, dropped: 0 })
      }),
    )
  })
})

test.each(['live-capacity-dock2', 'live-capacity-dock2-aircraft-off', 'live-capacity-dock3'])(
  'a dock writes %s as it was',
  (name) => {
    const capacity = read(name)
    expect(capacity && writeLiveCapacity(capacity)).toEqual(sample(name))
  },
)
