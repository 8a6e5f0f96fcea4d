import { expect, test, vi } from 'vitest'
import { ManualClock } from '../dock/manual-clock'
import { ScenarioPlayer } from './scenario-player'
import type { ScenarioStep } from './scenario-step'

const setUp = (steps: Iterable<ScenarioStep>, answer?: string) => {
  const clock = new ManualClock()
  const said: string[] = []
  const problem = vi.fn()
  const player = new ScenarioPlayer(
    clock,
    ({ dock, fault, value }) => {
      said.push(`${dock ?? 'all'} ${fault} ${value ?? 'off'}`)
      return answer
    },
    problem,
  )
  player.play(steps)
  return { clock, said, player, problem }
}

test('each step at its time, off when its time is over', () => {
  const { clock, said } = setUp([
    { at: 0, fault: 'duplicate', value: '' },
    { at: 10, dock: 1, fault: 'media-frozen', value: '0', lasts: 5 },
  ])
  clock.pass(9_999)
  expect(said).toEqual(['all duplicate '])
  clock.pass(1)
  clock.pass(5_000)
  expect(said.slice(1)).toEqual(['1 media-frozen 0', '1 media-frozen off'])
})

test('a later step outlasts the end of an earlier one', () => {
  const { clock, said } = setUp([
    { at: 0, dock: 1, fault: 'code', value: '513003', lasts: 10 },
    { at: 5, dock: 1, fault: 'code', value: '513009', lasts: 10 },
  ])
  clock.pass(14_000)
  expect(said).toEqual(['1 code 513003', '1 code 513009'])
  clock.pass(1_000)
  expect(said.at(-1)).toBe('1 code off')
})

test('an endless scenario is played step by step until it is stopped', () => {
  function* endless(): Generator<ScenarioStep> {
    for (let at = 1; ; at++) yield { at, fault: 'duplicate', value: '' }
  }
  const { clock, said, player } = setUp(endless())
  clock.pass(3_500)
  expect(said).toHaveLength(3)
  player.stop()
  clock.pass(60_000)
  expect(said).toHaveLength(3)
})

test('a step that cannot be is told and the next one comes', () => {
  const { clock, said, problem } = setUp(
    [
      { at: 1, dock: 99, fault: 'duplicate', value: '' },
      { at: 2, fault: 'duplicate', value: '' },
    ],
    'there is no dock 99',
  )
  clock.pass(2_000)
  expect(said).toHaveLength(2)
  expect(problem).toHaveBeenCalledWith('scenario at 1 s: there is no dock 99')
})
