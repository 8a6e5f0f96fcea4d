const INTRODUCTION = `# Settings

Made from \`src/shared/settings.ts\` by \`npm run docs\`; do not edit by hand.

Settings live in \`settings.json\` in the folder of the app's data (*Settings → Show folder*). For an
unattended install give a file of the same form with \`--settings=FILE\`: it is read and never written.
Everything has a default, so a file holds only what differs. A broken file is kept aside and reported,
and the app starts with the defaults.

\`\`\`json
{ "version": 1, "site": { "mode": "embedded", "name": "North yard" } }
\`\`\`
`

const SECRET_NOTE = `## Secrets

Secrets are never in the settings file. They are typed in on the settings screen and kept in the
keystore of the operating system; \`secretStore\` says what happens where there is none.
`

/**
 * @param schema JSON schema of the settings
 * @param {readonly string[]} secrets names of the secrets
 * @returns {string} a page of Markdown
 */
export function settingsTables(schema, secrets) {
  const top = Object.entries(schema.properties)
  const single = top.filter(([, property]) => !property.properties)
  const sections = top.filter(([, property]) => property.properties)
  return [
    INTRODUCTION,
    table(single),
    ...sections.map(
      ([name, section]) => `## ${name}\n\n${table(Object.entries(section.properties))}`,
    ),
    SECRET_NOTE,
    ...secrets.map((name) => `- \`${name}\``),
  ].join('\n')
}

const table = (entries) =>
  [
    '| Name | Value | Default | Meaning |',
    '| --- | --- | --- | --- |',
    ...entries.map(row),
    '',
  ].join('\n')

const row = ([name, property]) =>
  `| \`${name}\` | ${values(property)} | ${preset(property)} | ${property.description ?? ''} |`

const code = (value) => `\`${JSON.stringify(value)}\``

function values({ type, enum: options, const: fixed, anyOf, ...limits }) {
  if (fixed !== undefined) return code(fixed)
  if (options) return options.map(code).join(', ')
  if (anyOf) return anyOf.map(values).join(', ')
  if (type === 'integer' || type === 'number') return `${limits.minimum} to ${limits.maximum}`
  if (type === 'string') return `text, up to ${limits.maxLength} characters`
  if (type === 'object') return 'object'
  return 'true or false'
}

const preset = (property) => ('default' in property ? code(property.default) : 'required')
