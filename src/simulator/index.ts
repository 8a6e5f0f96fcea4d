import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { declareCameraScheme, developmentPage, serveCameraPage } from './camera/camera-pages'
import { CameraWindow } from './camera/camera-window'
import { readCommandLine, type SimulatorOptions } from './command-line'
import { helpText } from './help-text'
import { LineSplitter } from './orders/line-splitter'
import { ownFolder, processLives } from './own-folder'
import { reporter } from './reporter'
import { readScenario, type ReadScenario } from './scenario/read-scenario'
import type { ScenarioStep } from './scenario/scenario-step'
import { Simulation } from './simulation'

/**
 * Runs simulated docks in this Electron process until it is told to end. Must be called before
 * Electron is ready; resolves as soon as everything that has to precede that is done.
 * @param argv the process's arguments; see help-text for the switches. A wrong one is said on
 *   standard error and ends the process with code 2.
 */
export async function runSimulator(argv: readonly string[]): Promise<void> {
  const line = readCommandLine(argv, process.env)
  if (line.kind === 'help') return void process.stdout.write(helpText(), () => app.exit(0))
  if (line.kind === 'wrong') return refuse(line.problems)
  const { options } = line
  const scenario = openScenario(options.scenario)
  if ('problems' in scenario) refuse(scenario.problems)
  else prepare(options, scenario.steps)
}

function refuse(problems: readonly string[]): void {
  process.stderr.write(`${problems.join('\n')}\nSee --help.\n`, () => app.exit(2))
}

function openScenario(file: string | undefined): ReadScenario {
  if (file === undefined) return { steps: [] }
  try {
    return readScenario(readFileSync(file, 'utf8'))
  } catch (error) {
    return { problems: [`the scenario cannot be read: ${String(error)}`] }
  }
}

function prepare(options: SimulatorOptions, scenario: readonly ScenarioStep[]): void {
  app.setPath('userData', ownFolder(tmpdir(), processLives))
  // Pictures are drawn and encoded by the processor; a GPU process would only cost memory.
  app.disableHardwareAcceleration()
  // WHIP to a server on this same computer must work where there is no other network.
  app.commandLine.appendSwitch('allow-loopback-in-peer-connection')
  app.dock?.hide()
  app.on('window-all-closed', () => {})
  declareCameraScheme()
  app.whenReady().then(
    () => run(options, scenario),
    (error: unknown) => fail(error),
  )
}

async function run(options: SimulatorOptions, scenario: readonly ScenarioStep[]): Promise<void> {
  const report = reporter(options.json, (text) => process.stdout.write(`${text}\n`))
  const root = app.getAppPath()
  const server = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const url =
    server === undefined ? serveCameraPage(join(root, 'out', 'renderer')) : developmentPage(server)
  const preload = join(root, 'out', 'preload', 'camera.cjs')
  const cameras = new CameraWindow(
    { url, preload },
    {
      problem: (text) => report({ kind: 'problem', sn: '', text }),
      skipped: (gap) => report({ kind: 'pictures-skipped', ...gap }),
    },
  )
  const simulation = new Simulation(options, cameras, report, scenario)
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    simulation.stop()
    // Goodbyes are already in the sockets; this lets them out.
    setTimeout(() => app.exit(0), 100)
  }
  app.on('before-quit', (event) => {
    event.preventDefault()
    end()
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  // Whoever listened is gone: nobody is left to simulate for.
  process.stdout.on('error', end)
  if (options.followStdin) {
    const orders = new LineSplitter((line) => simulation.obey(line))
    process.stdin.setEncoding('utf8').on('end', end).on('error', end)
    process.stdin.on('data', (piece) => orders.push(String(piece)))
  }
  try {
    await cameras.start()
  } catch (error) {
    return ending ? undefined : fail(error)
  }
  if (ending) return
  report({ kind: 'ready', docks: options.docks })
  simulation.start()
}

function fail(error: unknown): void {
  process.stderr.write(
    `simulator: ${error instanceof Error ? error.message : String(error)}\n`,
    () => app.exit(1),
  )
}
