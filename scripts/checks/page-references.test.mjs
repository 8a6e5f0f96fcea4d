import { expect, test } from 'vitest'
import { pageReferences } from './page-references.mjs'

test('takes links to files and paths in code, not the web, anchors or examples', () => {
  const page = [
    'See [the design](architecture.md#parts), [above](#top) and [DJI](https://developer.dji.com).',
    'Start in `src/main/app.ts`, then `docs/decisions/`; `npm start` and `src/x/{a,b}` are no paths.',
    '```',
    'cat `src/example.ts`',
    '```',
  ].join('\n')
  expect(pageReferences(page)).toEqual({
    links: ['architecture.md'],
    paths: ['src/main/app.ts', 'docs/decisions/'],
  })
})
