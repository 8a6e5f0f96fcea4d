import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import type { RunningPublisher } from './publisher'

const LAST_WORDS = 400

/** The first line a program says of itself; undefined where there is no such program. */
export function firstLine(program: string, ...args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return status === 0 ? (stdout || stderr).trim().split('\n')[0] : undefined
}

/**
 * Starts a program that publishes.
 * @param leave what makes it end in its own way.
 */
export function startProgram(
  command: readonly string[],
  leave: (child: ChildProcess) => void,
): RunningPublisher {
  const [program = '', ...args] = command
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let text = ''
  const hear = (bytes: Buffer): void => {
    text = (text + bytes.toString()).slice(-LAST_WORDS)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  child.on('error', ({ message }) => (text = message))
  child.stdin.on('error', () => undefined)
  return {
    leave: () => leave(child),
    kill: () => child.kill('SIGKILL'),
    said: () => text.trim(),
  }
}
