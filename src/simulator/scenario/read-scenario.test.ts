import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readScenario } from './read-scenario'

test('steps come in the order of their times, with standard values', () => {
  const text = `[
    { "at": 20, "dock": 2, "fault": "media-frozen", "value": 0, "for": 10 },
    { "at": 5, "fault": "reply-lost" },
    { "at": 30, "dock": "7CTXSIM0010001", "fault": "reply-lost", "on": false }
  ]`
  expect(readScenario(text)).toEqual({
    steps: [
      { at: 5, fault: 'reply-lost', value: '0' },
      { at: 20, dock: 2, fault: 'media-frozen', value: '0', lasts: 10 },
      { at: 30, dock: '7CTXSIM0010001', fault: 'reply-lost', value: undefined },
    ],
  })
})

test.each([
  ['{}', 'the scenario is not a list of steps'],
  ['[1]', 'step 1 is not an object'],
  ['[{"fault":"duplicate"}]', 'step 1: "at" takes seconds from the start'],
  ['[{"at":-1,"fault":"duplicate"}]', 'step 1: "at" takes seconds from the start'],
  ['[{"at":1}]', 'step 1: "fault" takes the name of a fault; --help lists them'],
  ['[{"at":1,"fault":"nonsense"}]', 'step 1: "fault" knows no "nonsense"'],
  ['[{"at":1,"fault":"code"}]', 'step 1: "code" is written code=[METHOD:]CODE[:TIMES]'],
  [
    '[{"at":1,"fault":"duplicate","dock":0}]',
    'step 1: "dock" takes a number from 1 or a serial number',
  ],
  [
    '[{"at":1,"fault":"duplicate","dock":["a"]}]',
    'step 1: "dock" takes a number from 1 or a serial number',
  ],
  ['[{"at":1,"fault":"duplicate","for":0}]', 'step 1: "for" takes seconds'],
  ['[{"at":1,"fault":"duplicate","on":1}]', 'step 1: "on" takes true or false'],
  [
    '[{"at":1,"fault":"duplicate","until":3}]',
    'step 1 has "until"; it takes at, dock, fault, value, on, for',
  ],
])('%s is refused by name', (text, problem) => {
  expect(readScenario(text)).toEqual({ problems: [problem] })
})

test('text that is no JSON and anything else is refused, never thrown', () => {
  expect(readScenario('[')).toMatchObject({
    problems: [expect.stringMatching(/^the scenario is not JSON/)],
  })
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const read = readScenario(text)
      expect('steps' in read || read.problems.length > 0).toBe(true)
    }),
  )
})
