const SWITCH = '--restarted='
/** An app that lived this long was not in a crash loop. */
const SETTLED_MS = 10 * 60_000

/** The switches for an app that restarts itself: as it was started, and how often it has in a row. */
export const restartArguments = (
  argv: readonly string[],
  { restarts, aliveMs }: { restarts: number; aliveMs: number },
): string[] => [
  ...argv.slice(1).filter((argument) => !argument.startsWith(SWITCH)),
  `${SWITCH}${aliveMs > SETTLED_MS ? 1 : restarts + 1}`,
]
