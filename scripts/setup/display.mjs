import { spawn } from 'node:child_process'
import { SetupError } from './project.mjs'

const SCREEN = '1920x1080x24'

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * Runs a task with a display: the user's, or an own virtual one that ends with the task.
 * @template T
 * @param {(env: { DISPLAY?: string }) => Promise<T>} task gets what to add to the environment
 * @returns {Promise<T>}
 */
export async function withDisplay(task) {
  if (hasDisplay()) return task({})
  // The server picks a free number itself and tells it on file 3: no race with other servers.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  try {
    return await task({ DISPLAY: `:${await number(server)}` })
  } finally {
    server.kill()
  }
}

function number(server) {
  return new Promise((done, fail) => {
    let text = ''
    const broken = (why) =>
      fail(new SetupError(`The virtual display did not start: ${why}. Is Xvfb installed?`))
    server.once('error', (error) => broken(error.message))
    server.once('exit', (code) => broken(`it ended with ${code}`))
    server.stdio[3].on('data', (chunk) => {
      text += chunk
      if (text.endsWith('\n')) done(text.trim())
    })
  })
}
