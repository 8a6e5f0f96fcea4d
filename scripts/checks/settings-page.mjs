// docs/settings.md is made from the schema and must be the schema's of today.
import { existsSync, readFileSync } from 'node:fs'
import { file, settingsPage } from '../settings-doc.mjs'

const fresh = existsSync(file) && readFileSync(file, 'utf8') === (await settingsPage())
if (!fresh) console.error('docs/settings.md is not what the settings schema says: npm run docs')
process.exitCode = fresh ? 0 : 1
