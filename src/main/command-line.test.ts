import { expect, test } from 'vitest'
import { readCommandLine } from './command-line'

test('reads what an operator types and leaves other switches to Chromium', () => {
  expect(
    readCommandLine([
      '/usr/bin/dockwall',
      '--no-sandbox',
      '.',
      '--demo=4',
      '--screenshot=a=b.png',
      '--exit-after=20',
      '--remote-debugging-port=0',
    ]),
  ).toEqual({ demo: 4, screenshotFile: 'a=b.png', exitAfter: 20 })
  expect(readCommandLine(['--demo'])).toEqual({ demo: 6 })
  expect(readCommandLine(['--settings=s.json', '--wall=w.json'])).toEqual({
    settingsFile: 's.json',
    wallFile: 'w.json',
  })
})

test.each([
  ['--demo=0', /1 to 25/],
  ['--demo=many', /many/],
  ['--exit-after', /seconds/],
  ['--exit-after=-1', /seconds/],
  ['--wall=', /--wall takes/],
  ['--settings', /--settings takes/],
])('%s is refused in words', (argument, words) => {
  expect(readCommandLine([argument])).toEqual({ problem: expect.stringMatching(words) as string })
})
