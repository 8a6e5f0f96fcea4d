import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../setup/project.mjs'

/**
 * Makes one TypeScript entry of the project runnable by Node: types removed, the project's own
 * modules bundled, packages left outside.
 * @param {string} entry path from the project's root
 * @param {string} name folder below out/
 * @returns {Promise<string>} the file made
 */
export async function bundle(entry, name) {
  const { build } = await import('vite')
  const outDir = join(root, 'out', name)
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: {
      alias: { '@shared': join(root, 'src/shared'), '@protocol': join(root, 'src/protocol') },
    },
    build: {
      ssr: join(root, entry),
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node20.18',
      sourcemap: 'inline',
      rolldownOptions: { output: { entryFileNames: 'index.mjs' } },
    },
  })
  return join(outDir, 'index.mjs')
}

/** Bundles an entry and imports it. */
export const load = async (entry, name) => import(pathToFileURL(await bundle(entry, name)).href)
