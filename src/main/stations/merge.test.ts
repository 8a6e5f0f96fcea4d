import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stations, VIDEO_IDS } from './fixtures/arbitrary-stations'
import { askerOf, choiceFor, unionOf } from './merge'
import type { SharedWish, Station } from './station'

const ID = 'DOCK1/165-0-7/normal-0'
const wishing = (id: string, more: Partial<SharedWish> = {}, able = true): Station => ({
  id,
  able,
  wishes: [
    {
      videoId: ID,
      gatewaySn: 'DOCK1',
      protocol: 'auto',
      quality: 0,
      at: 0,
      pictures: false,
      ...more,
    },
  ],
})
const wishers = (all: readonly Station[], videoId: string) =>
  all.filter(({ wishes }) => wishes.some((wish) => wish.videoId === videoId))
const shuffled = fc.tuple(stations, fc.infiniteStream(fc.nat())).map(([all, keys]) => ({
  all,
  mixed: all
    .map((station) => ({ station, key: keys.next().value ?? 0 }))
    .sort((x, y) => x.key - y.key)
    .map(({ station }) => station),
}))

test('stations that see the same messages name the same asker, one of those who wish', () => {
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...VIDEO_IDS), ({ all, mixed }, videoId) => {
      const asker = askerOf(videoId, all)
      // Each sees itself first.
      for (const self of mixed) {
        const seen = [self, ...all.filter((other) => other !== self)]
        expect(askerOf(videoId, seen)).toBe(asker)
        expect(choiceFor(videoId, seen)).toEqual(choiceFor(videoId, all))
      }
      const ids = wishers(all, videoId).map(({ id }) => id)
      if (ids.length === 0) expect(asker).toBe(undefined)
      else expect(ids).toContain(asker)
    }),
  )
})

test('the union is what anybody wishes', () => {
  fc.assert(
    fc.property(stations, (all) => {
      const union = unionOf(all)
      for (const videoId of VIDEO_IDS)
        expect(union.has(videoId)).toBe(wishers(all, videoId).length > 0)
    }),
  )
})

test('no other choice is newer than the one that holds, nor as new from a lower id', () => {
  fc.assert(
    fc.property(stations, fc.constantFrom(...VIDEO_IDS), (all, videoId) => {
      const chosen = choiceFor(videoId, all)
      const owner = all.find(({ wishes }) => chosen !== undefined && wishes.includes(chosen))
      for (const { id, wishes } of all)
        for (const wish of wishes) {
          if (wish.videoId !== videoId) continue
          expect(wish.at).toBeLessThanOrEqual(chosen?.at ?? -1)
          if (wish.at === chosen?.at) expect(id >= (owner?.id ?? '')).toBe(true)
        }
    }),
  )
})

test('who does not wish a stream changes nothing about it, and nobody but the asker hands it on', () => {
  fc.assert(
    fc.property(stations, fc.constantFrom(...VIDEO_IDS), (all, videoId) => {
      const asker = askerOf(videoId, all)
      expect(askerOf(videoId, wishers(all, videoId))).toBe(asker)
      for (const gone of all) {
        if (gone.id === asker) continue
        const rest = all.filter((station) => station !== gone)
        expect(askerOf(videoId, rest)).toBe(asker)
      }
    }),
  )
})

test('the lowest id asks', () => {
  expect(askerOf(ID, [wishing('b'), wishing('a'), wishing('c')])).toBe('a')
  expect(askerOf(ID, [wishing('station-10'), wishing('station-9')])).toBe('station-10')
})

test('who has the pictures asks before who has none, and who cannot receive any asks last', () => {
  expect(askerOf(ID, [wishing('a'), wishing('b', { pictures: true })])).toBe('b')
  expect(askerOf(ID, [wishing('a', {}, false), wishing('b')])).toBe('b')
  expect(askerOf(ID, [wishing('a', { pictures: true }, false), wishing('b')])).toBe('b')
  expect(askerOf(ID, [wishing('b', {}, false), wishing('a', {}, false)])).toBe('a')
})

test('the newest choice holds, of equals that of the lowest id', () => {
  const older = wishing('a', { at: 1, quality: 1 })
  const newer = wishing('b', { at: 2, quality: 2 })
  expect(choiceFor(ID, [older, newer])?.quality).toBe(2)
  expect(choiceFor(ID, [wishing('c', { at: 2, quality: 3 }), newer])?.quality).toBe(2)
})
