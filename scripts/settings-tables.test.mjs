import { expect, test } from 'vitest'
import * as z from 'zod'
import { settingsTables } from './settings-tables.mjs'

const schema = z.strictObject({
  version: z.literal(1).describe('Version.'),
  site: z
    .strictObject({
      port: z.int().min(1).max(9).default(3).describe('A port.'),
      level: z
        .union([z.literal(4), z.literal(5)])
        .default(5)
        .describe('A level.'),
      mode: z.enum(['a', 'b']).default('a').describe('A mode.'),
    })
    .prefault({}),
})
const page = settingsTables(z.toJSONSchema(schema, { io: 'input' }), ['broker.password'])

test('every field has its values, default and meaning', () => {
  expect(page).toContain('| `version` | `1` | required | Version. |')
  expect(page).toContain('## site')
  expect(page).toContain('| `port` | 1 to 9 | `3` | A port. |')
  expect(page).toContain('| `level` | `4`, `5` | `5` | A level. |')
  expect(page).toContain('| `mode` | `"a"`, `"b"` | `"a"` | A mode. |')
})

test('secrets are named', () => {
  expect(page).toContain('- `broker.password`')
})
