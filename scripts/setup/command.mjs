import { spawn, spawnSync } from 'node:child_process'
import { root, say } from './project.mjs'

const SHOW_AFTER_MS = 2500

/**
 * Runs a command to its end, telling every few seconds that it is still at work.
 * @param {string[]} command program and arguments
 * @param {{ label: string, progress?: () => string, cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} options
 *   `progress` adds a measure (packages, MB) to the line; `quiet` hides the program's own output.
 * @returns {Promise<number>} its exit code; a program that cannot be started gives 127
 */
export function runShown([program, ...args], { label, progress, cwd = root, env, quiet }) {
  const began = Date.now()
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
      shell: process.platform === 'win32' && !program.endsWith('.exe'),
    })
    const timer = setInterval(() => {
      const measure = progress?.() ?? ''
      say(`${label} … ${measure}${measure && ', '}${Math.round((Date.now() - began) / 1000)} s`)
    }, SHOW_AFTER_MS)
    const end = (code) => {
      clearInterval(timer)
      done(code)
    }
    child.once('error', (error) => {
      say(`${program} could not be started: ${error.message}`)
      end(127)
    })
    child.once('close', (code) => end(code ?? 1))
  })
}

/** Whether a program is on the PATH (POSIX only). */
export const onPath = (program) =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0
