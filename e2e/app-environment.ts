/** Root cannot use Chromium's own sandbox; everybody else shall. */
export const sandboxSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The environment of the app: the language of the screens must not depend on the machine. */
export function appEnvironment(): Record<string, string> {
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const displays = (process.env['DOCKWALL_DISPLAYS'] ?? '').split(' ').filter(Boolean)
  const own = displays[Number(process.env['TEST_PARALLEL_INDEX'])]
  return {
    ...Object.fromEntries(given),
    ...(own === undefined ? {} : { DISPLAY: own }),
    LANGUAGE: 'en',
    LANG: 'en_US.UTF-8',
  }
}
