import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FaultBoard } from '../fault-board'
import { FaultSet } from '../fault-set'
import type { SimulatorEvent } from '../reporter'
import { LineSplitter } from './line-splitter'
import { readOrder } from './read-order'

test('an order switches a fault, with its number given back', () => {
  expect(readOrder('{"id":3,"dock":"7CT1","fault":"drop-mqtt","value":0}')).toEqual({
    id: 3,
    order: { kind: 'fault', fault: { dock: '7CT1', fault: 'drop-mqtt', value: '0' } },
  })
  expect(readOrder('{"fault":"media-silent","on":false}').order).toEqual({
    kind: 'fault',
    fault: { fault: 'media-silent', value: undefined },
  })
  expect(readOrder('{"clear":true,"dock":2}').order).toEqual({ kind: 'clear', dock: 2 })
})

test.each([
  ['{', 'not JSON'],
  ['[]', 'not an object'],
  ['{"fault":"nonsense"}', '"fault" knows no "nonsense"'],
  ['{"fault":"sei5","value":{}}', '"value" takes a text or a number'],
  ['{"clear":false}', '"clear" takes true'],
  ['{"fault":"sei5","shell":"rm"}', '"shell" is not known'],
])('%s is refused', (line, problem) => {
  expect(readOrder(line).order).toEqual({ problem })
})

test('whatever comes in, an order or a problem comes out', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      const { order } = readOrder(line)
      expect('problem' in order || order.kind === 'fault' || order.kind === 'clear').toBe(true)
    }),
  )
})

test('lines come whole however they are cut; one without end takes no memory', () => {
  const lines: string[] = []
  const splitter = new LineSplitter((line) => lines.push(line))
  for (const piece of ['{"a"', ':1}\n\n{"b":2}\r\n{', '"c":3}\n']) splitter.push(piece)
  expect(lines).toEqual(['{"a":1}', '{"b":2}', '{"c":3}'])
  for (let round = 0; round < 100; round++) splitter.push('x'.repeat(1000))
  splitter.push('\nafter\n')
  expect(lines.slice(3)).toEqual(['after'])
})

test('the board finds a dock by number or serial number and reports each change', () => {
  const events: SimulatorEvent[] = []
  const board = new FaultBoard((event) => events.push(event))
  const [first, second] = [new FaultSet(), new FaultSet()]
  board.add('A1', first)
  board.add('B2', second)
  expect(board.switch({ dock: 'B2', fault: 'reply-lost', value: '0' })).toBeUndefined()
  expect([first.on('reply-lost'), second.on('reply-lost')]).toEqual([false, true])
  expect(board.switch({ dock: 3, fault: 'reply-lost', value: '0' })).toBe('there is no dock 3')
  expect(board.obey({ kind: 'clear' })).toBeUndefined()
  expect(second.on('reply-lost')).toBe(false)
  expect(events).toEqual([
    { kind: 'fault', sn: 'B2', fault: 'reply-lost', on: true, value: '0' },
    { kind: 'fault', sn: 'B2', fault: 'reply-lost', on: false },
  ])
})
