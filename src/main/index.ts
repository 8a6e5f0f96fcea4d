// One executable, two programs: the wall, and the simulated docks that the demo and tests run.
// Awaited at the top level because schemes must be registered before Electron is ready.
if (process.argv.includes('--simulate')) {
  const { runSimulator } = await import('../simulator')
  void runSimulator(process.argv)
} else {
  const { startApp } = await import('./app')
  void startApp(process.argv)
}

export {}
