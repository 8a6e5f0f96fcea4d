import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../setup/project.mjs'

/** A command line that runs a package's program with this Node. */
export const tool = (file, ...args) => [process.execPath, join(root, 'node_modules', file), ...args]

/**
 * Runs a command on this terminal to its end, passing signals on.
 * @param {string[]} command program and arguments
 * @param {Record<string, string>} [env] added to the environment
 * @returns {Promise<number>} its exit code
 */
export function exec([program, ...args], env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    // Ctrl-C reaches the child by itself; twice would cut its orderly end short.
    const interrupt = () => process.stdin.isTTY || child.kill('SIGINT')
    const terminate = () => child.kill('SIGTERM')
    process.on('SIGINT', interrupt)
    process.on('SIGTERM', terminate)
    child.once('error', fail)
    child.once('close', (code) => {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', terminate)
      done(code ?? 1)
    })
  })
}

/** Runs a command without showing it. @returns {Promise<{ code: number, output: string }>} */
export function capture([program, ...args]) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, FORCE_COLOR: '0' } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text))
    }
    child.once('error', fail)
    child.once('close', (code) => done({ code: code ?? 1, output }))
  })
}
