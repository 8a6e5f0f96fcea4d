import type { ChildProcess } from 'node:child_process'

/** Programs that must not outlive this process. */
const children = new Set<ChildProcess>()
let watched = false

/** Ends `child` at the latest when this process does. */
export const endWithUs = (child: ChildProcess): void => {
  if (!watched) {
    watched = true
    process.on('exit', () => {
      for (const each of children) each.kill('SIGKILL')
    })
  }
  children.add(child)
  child.on('close', () => children.delete(child))
}
