// Writes docs/settings.md from the schema in src/shared/settings.ts.
import { join } from 'node:path'
import { root } from './setup/project.mjs'
import { load } from './tasks/bundle.mjs'
import { settingsTables } from './settings-tables.mjs'

export const file = join(root, 'docs/settings.md')

/** The page as it should be, formatted like everything else. */
export async function settingsPage() {
  const { settingsSchema, SECRETS } = await load('src/shared/settings.ts', 'tools/settings')
  const { toJSONSchema } = await import('zod')
  const { format, resolveConfig } = await import('prettier')
  const page = settingsTables(toJSONSchema(settingsSchema, { io: 'input' }), SECRETS)
  return format(page, { ...(await resolveConfig(file)), parser: 'markdown' })
}
