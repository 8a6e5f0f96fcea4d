// Every link and every path named in the documentation must exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../setup/project.mjs'
import { pageReferences } from './page-references.mjs'

const docs = readdirSync(join(root, 'docs'), { recursive: true }).map((name) => join('docs', name))
const pages = ['README.md', ...docs].filter((name) => name.endsWith('.md'))

let broken = 0
for (const page of pages) {
  if (!existsSync(join(root, page))) continue
  const { links, paths } = pageReferences(readFileSync(join(root, page), 'utf8'))
  const wanted = [...links.map((link) => join(dirname(page), link)), ...paths]
  for (const path of wanted.filter((path) => !existsSync(join(root, path)))) {
    console.error(`${page} speaks of ${path}, which does not exist`)
    broken++
  }
}
process.exitCode = broken > 0 ? 1 : 0
