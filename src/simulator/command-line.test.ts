import { expect, test } from 'vitest'
import { readCommandLine } from './command-line'
import { helpText } from './help-text'

const options = (...argv: string[]) => {
  const line = readCommandLine(['electron', '.', '--simulate', '--no-sandbox', ...argv], {
    DOCKWALL_SIMULATOR_PASSWORD: 'from-env',
  })
  if (line.kind !== 'run') throw new Error(JSON.stringify(line))
  return line.options
}
const problems = (...argv: string[]): string[] => {
  const line = readCommandLine(argv, {})
  return line.kind === 'wrong' ? line.problems : []
}

test('without switches there is one dock 2 with its aircraft', () => {
  expect(options()).toMatchObject({ docks: 1, models: ['dock2'], aircraft: true, fps: 15, gop: 2 })
})

test('reads what the wall, tests and people ask for', () => {
  expect(
    options(
      '--docks=6',
      '--broker=mqtt://do%40ck:se%2Fcret@10.0.0.5:1884',
      '--model=dock1,dock3,rc',
      '--aircraft=off',
      '--aircraft-after=0.5',
      '--gop=10',
      '--seed=7',
      '--reply-delay=0-25000',
      '--fail-first-starts=3',
      '--mqtt=5',
      '--fault=code=513006:2@3',
      '--fault=sei5',
      '--json',
      '--follow-stdin',
    ),
  ).toMatchObject({
    docks: 6,
    broker: { url: 'mqtt://10.0.0.5:1884', username: 'do@ck', password: 'se/cret', version: 5 },
    models: ['dock1', 'dock3', 'rc'],
    aircraft: false,
    aircraftAfter: 500,
    gop: 10,
    replyDelay: [0, 25_000],
    failFirstStarts: 3,
    faults: [
      { name: 'code', value: '513006:2', dock: 3 },
      { name: 'sei5', value: '' },
    ],
    json: true,
    followStdin: true,
  })
})

test('the password may come by environment, so that no process list shows it', () => {
  expect(options('--broker=mqtt://dock@127.0.0.1').broker).toMatchObject({ password: 'from-env' })
})

test.each([
  ['--docks=0', '--docks takes a number from 1 to 500, not "0"'],
  ['--docks=2.5', '--docks takes a whole number'],
  ['--docks', '--docks lacks its value: --docks=1'],
  ['--fps=many', '--fps takes a number from 1 to 60, not "many"'],
  ['--model=dock2,dock9', '--model takes dock1, dock2, dock3, rc, not "dock9"'],
  ['--aircraft=maybe', '--aircraft takes on or off, not "maybe"'],
  ['--reply-delay=9-1', '--reply-delay takes the smaller number first'],
  ['--sn-prefix=no_good', '--sn-prefix cannot be "no_good"; an example is 7CTXSIM'],
  ['--fault=nonsense', '--fault knows no "nonsense"'],
  ['--fault=constructor', '--fault knows no "constructor"'],
  ['--fault=code', '--fault=code is written code=[METHOD:]CODE[:TIMES]'],
  ['--fault=sei5=3', '--fault=sei5 is written sei5'],
])('%s is explained', (given, problem) => {
  expect(problems(given)).toEqual([problem])
})

test('a wrong broker address is not repeated: it may hold a password', () => {
  const [problem = ''] = problems('--broker=http://dock:hunter2@host')
  expect(problem).toMatch(/^--broker takes an address/)
  expect(problem).not.toContain('hunter2')
})

test('help names every switch and fault', () => {
  expect(readCommandLine(['--help', '--docks=0'], {})).toEqual({ kind: 'help' })
  for (const name of [
    '--docks',
    '--broker',
    '--fault',
    'reply-lost',
    'timestamp-jump',
    'power-cycle',
  ])
    expect(helpText()).toContain(name)
})
