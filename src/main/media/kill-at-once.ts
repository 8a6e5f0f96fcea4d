/**
 * Ends a process that may not listen any more, without asking it. Electron's own `kill` asks, which a
 * process that is stopped or busy never hears. One that is gone already is fine.
 */
export const killAtOnce = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
