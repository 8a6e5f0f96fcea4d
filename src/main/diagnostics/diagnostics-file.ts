import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Gateway } from '@shared/fleet'
import type { WhipExchange } from '@shared/media-contract'
import type { Settings } from '@shared/settings'
import type { SiteState } from '@shared/site'
import type { StreamStatus } from '@shared/stream'

/** What a person needs who is to find out from afar why docks and pictures behave as they do. */
export interface Diagnostics {
  versions: Readonly<Record<string, string>>
  site: SiteState
  settings: Settings
  fleet: readonly Gateway[]
  streams: readonly StreamStatus[]
  /** The last offers of docks and what they were told, newest last. */
  whip: readonly WhipExchange[]
  /** The last lines of the log. */
  lines: readonly string[]
}

interface DiagnosticsPlace {
  folder: string
  now: number
  /** Takes secrets out of text. */
  redact: (text: string) => string
}

/**
 * Writes diagnostics into a file of their own, readable by this user only, and gives its path.
 * Secrets are taken out of every text. Throws when the folder or the file cannot be written.
 */
export async function writeDiagnostics(
  diagnostics: Diagnostics,
  { folder, now, redact }: DiagnosticsPlace,
): Promise<string> {
  const at = new Date(now).toISOString()
  const clean = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? redact(value) : value
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `dockwall-${at.replaceAll(':', '-')}.json`)
  await writeFile(file, `${JSON.stringify({ at, ...diagnostics }, clean, 2)}\n`, { mode: 0o600 })
  return file
}
