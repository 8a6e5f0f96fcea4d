import { expect, test } from 'vitest'
import { restartArguments } from './restart-arguments'

test('as it was started, with the restarts in a row counted', () => {
  const argv = ['/opt/dockwall', '--wall=a.json', '--restarted=3']
  expect(restartArguments(argv, { restarts: 3, aliveMs: 1_000 })).toEqual([
    '--wall=a.json',
    '--restarted=4',
  ])
  expect(restartArguments(argv, { restarts: 3, aliveMs: 3_600_000 })).toEqual([
    '--wall=a.json',
    '--restarted=1',
  ])
})
