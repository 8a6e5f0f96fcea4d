import { describe, expect, test } from 'vitest'
import type { Gateway } from '@shared/fleet'
import { FleetView } from './fleet-view'

const model = { key: '3-2-0', en: 'Dock', zh: '机场', known: true }
const base = (sn: string, more: Partial<Gateway> = {}): Gateway => ({
  sn,
  kind: 'dock',
  model,
  callsign: '',
  presence: 'online',
  lastSeen: 0,
  cameras: [],
  deviceCoexistMax: {},
  streams: [],
  capacityAssumed: false,
  ...more,
})
const fleet = (...gateways: Gateway[]) => {
  const known = new Map(gateways.map((gateway) => [gateway.sn, gateway]))
  const view = new FleetView((sn) => known.get(sn))
  const set = (gateway: Gateway, now: number): void => {
    known.set(gateway.sn, gateway)
    view.apply({ changed: [gateway], removed: [] }, now)
  }
  for (const gateway of gateways) set(gateway, 0)
  const remove = (sn: string): void => {
    known.delete(sn)
    view.apply({ changed: [], removed: [sn] }, 0)
  }
  return { view, set, remove }
}
const craft = (online = true, best?: string) => ({
  aircraft: { sn: 'C', model, online, ...(best === undefined ? {} : { bestLinkGateway: best }) },
})
const wish = { videoId: 'C/81-0-0/normal-0', gatewaySn: 'A', protocol: 'auto', quality: 0 } as const

describe('the gateway to command', () => {
  test('is the one in the wish, also when nothing is known', () => {
    expect(fleet().view.commanded(wish)).toBe('A')
    expect(fleet(base('A', craft()), base('B', craft())).view.commanded(wish)).toBe('A')
  })
  test('is the best link when the aircraft names a gateway we know', () => {
    expect(fleet(base('A', craft(true, 'B')), base('B')).view.commanded(wish)).toBe('B')
    expect(fleet(base('A', craft(true, 'X')), base('B')).view.commanded(wish)).toBe('A')
  })
  test('follows the aircraft that landed in another dock, and back', () => {
    const { view, set } = fleet(base('A', craft(false)), base('B', craft()))
    expect(view.commanded(wish)).toBe('B')
    set(base('A', craft()), 1)
    expect(view.commanded(wish)).toBe('A')
  })
  test('forgets gateways that were removed', () => {
    const { view, remove } = fleet(base('A'), base('B', craft()))
    remove('B')
    expect(view.commanded(wish)).toBe('A')
  })
})

describe('reports', () => {
  const videoId = wish.videoId
  const live = (at: number) => base('A', { streams: [{ videoId, live: true, at }] })

  test('are dated by when they came, and again only when they are new', () => {
    const { view, set } = fleet(base('A'))
    set(live(7), 100)
    set(live(7), 200)
    expect(view.report('A', videoId)).toMatchObject({ live: true, seen: 100 })
    set(live(8), 300)
    expect(view.report('A', videoId)).toMatchObject({ live: true, seen: 300 })
  })
  test('a stream that is not listed any more has ended', () => {
    const { view, set } = fleet(live(7))
    set(base('A'), 100)
    expect(view.report('A', videoId)).toMatchObject({ live: false, seen: 100 })
    expect(view.live('A')).toEqual([])
  })
  test('from before an absence do not count, new ones do', () => {
    const { view, set } = fleet(live(7))
    set({ ...live(7), presence: 'offline' }, 100)
    expect(view.live('A')).toEqual([])
    set(live(7), 200)
    expect(view.live('A')).toEqual([])
    set(live(9), 300)
    expect(view.live('A')).toEqual([videoId])
  })
  test('of a stream that was stopped are over until the dock speaks again', () => {
    const { view, set } = fleet(live(7))
    view.ended('A', videoId)
    set(live(7), 100)
    expect(view.live('A')).toEqual([])
    expect(view.report('A', videoId)).toMatchObject({ live: false })
    set(live(8), 200)
    expect(view.live('A')).toEqual([videoId])
  })
})
