import { runShown } from './command.mjs'

/** The npm that started this process, or the one on the PATH. */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  const env = { ...process.env }
  // Set by an outer `npm start`; they would aim the inner npm at the wrong folder.
  for (const name of ['npm_config_local_prefix', 'npm_config_prefix']) delete env[name]
  const program = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm']
  return runShown([...program, ...args], { ...options, env })
}
