import { describe, expect, test } from 'vitest'
import { Log } from './log'
import type { LogLine } from './log-line'

const opened = (level: 'info' | 'debug' = 'info') => {
  const lines: LogLine[] = []
  const clock = { now: 0 }
  const log = new Log()
  log.open({ sink: (line) => lines.push(line), level, now: () => clock.now })
  return { log, lines, clock, texts: () => lines.map((line) => line.text) }
}

describe('Log', () => {
  test('holds lines until it is opened, in order and not endlessly', () => {
    const log = new Log()
    const logger = log.logger('broker')
    for (let index = 0; index < 1000; index++) logger.warn(`early ${index}`)
    const lines: LogLine[] = []
    log.open({ sink: (line) => lines.push(line), now: () => 0 })
    expect(lines[0]).toEqual({ level: 'warn', area: 'broker', text: 'early 0' })
    expect(lines.length).toBeLessThanOrEqual(200)
  })

  test('leaves out what is below its level', () => {
    const quiet = opened()
    quiet.log.logger('a').debug('detail')
    expect(quiet.lines).toEqual([])
    const loud = opened('debug')
    loud.log.logger('a').debug('detail')
    expect(loud.texts()).toEqual(['detail'])
  })

  test('counts lines that differ in numbers only and says so once a second', () => {
    const { log, clock, texts } = opened()
    const logger = log.logger('broker')
    for (let index = 0; index < 42; index++) logger.warn(`login refused from 10.0.0.${index}`)
    logger.warn('something else')
    expect(texts()).toEqual(['login refused from 10.0.0.0', 'something else'])
    clock.now = 500
    log.flush()
    expect(texts()).toHaveLength(2)
    clock.now = 1000
    log.flush()
    expect(texts()[2]).toBe('login refused from 10.0.0.41 … 41 more like this')
    clock.now = 2000
    log.flush()
    expect(texts()).toHaveLength(3)
    logger.warn('login refused from 10.0.0.7')
    expect(texts()[3]).toBe('login refused from 10.0.0.7')
  })

  test('bounds the kinds it counts', () => {
    const { log, lines, clock, texts } = opened()
    const word = (index: number) =>
      String.fromCharCode(97 + (index % 26), 97 + ((index / 26) % 26), 97 + index / 676)
    for (let index = 0; index < 5000; index++) log.logger('x').info(word(index))
    expect(lines.length).toBeLessThanOrEqual(500)
    clock.now = 1000
    log.flush()
    expect(texts().at(-1)).toBe('4500 more lines of many kinds')
  })

  test('writes facts, errors and secrets as they should be seen', () => {
    const { log, texts } = opened()
    log.addSecret('swordfish')
    const logger = log.logger('session')
    logger.error('connect failed', new Error('swordfish refused'))
    logger.info('options', { user: 'dock', password: 'abcd', why: new Error('inner') })
    logger.info('line\nbreak\u001b[2J')
    const ring: Record<string, unknown> = {}
    ring['self'] = ring
    logger.info('ring', ring)
    expect(texts()).toEqual([
      'connect failed *** refused',
      'options {"user":"dock","password":"***","why":"inner"}',
      'line break [2J',
      'ring [facts that cannot be written]',
    ])
  })

  test('cuts endless text', () => {
    const { log, texts } = opened()
    log.logger('a').info('x'.repeat(1_000_000))
    expect(texts()[0]?.length).toBeLessThanOrEqual(4096)
  })
})
