import { expect, test } from 'vitest'
import { scriptedSources, sourceOf } from './fixtures/scripted-sources'
import { PullDesk } from './pull-desk'

const start = () => {
  const site = scriptedSources()
  return { ...site, desk: new PullDesk(site.deps) }
}
const pullOf = (stream: string, url = stream) => ({ stream, sources: [sourceOf('http-flv', url)] })

test('a list that says the same again disturbs nothing', () => {
  const { desk, clock, tries, last, said } = start()
  desk.set([pullOf('one')])
  clock.pass(100)
  last().picture()
  desk.set([pullOf('one'), pullOf('two')])
  clock.pass(100)
  expect(tries.map(({ url, stopped }) => [url, stopped])).toEqual([
    ['one', false],
    ['two', false],
  ])
  expect(said).toEqual(['one http-flv flowing'])
})

test('what is not in the list ends, and other sources are other pulls', () => {
  const { desk, clock, tries, last, states } = start()
  desk.set([pullOf('one'), pullOf('two')])
  clock.pass(100)
  tries[0]?.picture()
  desk.set([pullOf('one', 'elsewhere')])
  clock.pass(100)
  expect(tries.map(({ url, stopped }) => [url, stopped])).toEqual([
    ['one', true],
    ['two', true],
    ['elsewhere', false],
  ])
  expect(states).toEqual(['live', 'ended'])
  last().picture()
  expect(states).toEqual(['live', 'ended', 'waiting', 'live'])
  desk.set([])
  clock.pass(60_000)
  expect(tries.filter(({ stopped }) => !stopped)).toEqual([])
})

test('a stream named twice is fetched once, as it was named last', () => {
  const { desk, clock, tries } = start()
  expect(desk.set([pullOf('one', 'a'), pullOf('one', 'b')])).toBe(0)
  clock.pass(100)
  expect(tries.map(({ url }) => url)).toEqual(['b'])
})

test('a thousand at most, and what is left out is told', () => {
  const { desk, clock, tries } = start()
  const many = Array.from({ length: 1200 }, (_, n) => pullOf(`s${String(n)}`))
  expect(desk.set(many)).toBe(200)
  clock.pass(4000)
  expect(tries.length).toBeLessThan(250)
  desk.set([])
  const { length } = tries
  clock.pass(60_000)
  expect(tries).toHaveLength(length)
})

test('again and ticks reach their stream; unknown names and empty ladders do no harm', () => {
  const { desk, clock, tries, last, said } = start()
  desk.set([pullOf('one'), { stream: 'empty', sources: [] }])
  clock.pass(100)
  last().ends('unreachable')
  desk.again('one')
  desk.again('nobody')
  desk.again('empty')
  clock.pass(0)
  expect(tries).toHaveLength(2)
  last().answers()
  desk.tick()
  desk.tick()
  expect(said).toEqual(['one http-flv unreachable', 'one http-flv no-stream'])
})
