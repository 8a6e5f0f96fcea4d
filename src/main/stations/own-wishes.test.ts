import type { StreamWish } from '@shared/stream'
import { beforeEach, expect, test } from 'vitest'
import { OwnWishes } from './own-wishes'
import type { SharedWish, Station } from './station'

const ID = 'DOCK1/165-0-7/normal-0'
const wish = (more: Partial<StreamWish> = {}): StreamWish => ({
  videoId: ID,
  gatewaySn: 'DOCK1',
  protocol: 'auto',
  quality: 0,
  ...more,
})
const station = (id: string, more: Partial<SharedWish> = {}): Station => ({
  id,
  able: true,
  wishes: [{ ...wish(), at: 0, pictures: false, ...more }],
})

let now = 1000
let own = new OwnWishes(() => now)
beforeEach(() => {
  now = 1000
  own = new OwnWishes(() => now)
})
const at = () => own.shared(new Set())[0]?.at

test('what the wall held from the beginning gives way, what is put on it later was chosen', () => {
  own.want([wish()], [])
  expect(at()).toBe(0)
  own.want([], [])
  own.want([wish()], [])
  expect(at()).toBe(1000)
})

test('a choice is later than every other that is known, whatever the clock shows', () => {
  own.want([wish()], [])
  const ahead = [station('b', { at: 5_000_000, quality: 1 })]
  own.adopt('a', ahead)
  own.takeAdopted()
  own.want([wish({ quality: 1 })], ahead)
  expect(at()).toBe(5_000_000)
  own.want([wish({ quality: 2 })], ahead)
  expect(at()).toBe(5_000_001)
  own.adopt('a', ahead)
  expect(own.list()).toEqual([wish({ quality: 2 })])
})

test('takes over a later choice whole, and only the choice', () => {
  own.want([wish({ lens: 'zoom', position: 1 })], [])
  own.adopt('a', [station('b', { at: 7, gatewaySn: 'DOCK2', quality: 3, lens: 'ir' })])
  expect(own.list()).toEqual([wish({ quality: 3, lens: 'ir' })])
  expect(at()).toBe(7)
  expect(own.takeAdopted()).toEqual([wish({ quality: 3, lens: 'ir' })])
  expect(own.takeAdopted()).toEqual([])
})

test('a wall that does not know yet what was taken over is no new choice', () => {
  const others = [station('b', { at: 7, quality: 3 })]
  own.want([wish()], others)
  own.adopt('a', others)
  own.want([wish()], others)
  expect(own.list()).toEqual([wish({ quality: 3 })])
  expect(at()).toBe(7)
})

test('another gateway for the same choice is taken and is no new choice', () => {
  own.want([wish()], [])
  own.want([wish({ gatewaySn: 'DOCK2' })], [])
  expect(own.list()).toEqual([wish({ gatewaySn: 'DOCK2' })])
  expect(at()).toBe(0)
})

test('who joins takes the choice that holds, also where his id is the lower', () => {
  own.want([], [])
  own.want([wish()], [station('b', { quality: 4, at: 0 })])
  expect(own.list()).toEqual([wish({ quality: 4 })])
  expect(own.takeAdopted()).toEqual([wish({ quality: 4 })])
})

test('of choices of the same time the lower id wins on both sides', () => {
  own.want([wish({ quality: 1 })], [])
  own.adopt('b', [station('c', { quality: 2 })])
  expect(own.list()).toEqual([wish({ quality: 1 })])
  own.adopt('b', [station('a', { quality: 2 })])
  expect(own.list()).toEqual([wish({ quality: 2 })])
})
