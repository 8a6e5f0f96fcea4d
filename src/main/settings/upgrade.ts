import { SETTINGS_VERSION } from '@shared/settings'

type Raw = Record<string, unknown>
/** Takes a file of one version and gives it in the shape of the next; pure. */
export type UpgradeStep = (raw: Raw) => Raw

/** Step `n` takes version `n` to `n + 1`. There is one for each version that was ever released. */
const STEPS: Readonly<Record<number, UpgradeStep>> = {}

export type Upgraded = { ok: true; raw: Raw } | { ok: false; problem: string }

/**
 * Bring the content of a settings file to the present version. A file without a version, as one
 * writes it by hand, counts as present. A newer version, or one without a step, is refused.
 */
export const upgrade = (raw: unknown, steps = STEPS, target = SETTINGS_VERSION): Upgraded => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { ok: false, problem: 'not an object' }
  let current: Raw = { version: target, ...raw }
  for (;;) {
    const version = current['version']
    if (version === target) return { ok: true, raw: current }
    const step = typeof version === 'number' && version < target ? steps[version] : undefined
    if (step === undefined) return { ok: false, problem: `version ${JSON.stringify(version)}` }
    current = { ...step(current), version: Number(version) + 1 }
  }
}
