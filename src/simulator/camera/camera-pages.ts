import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'

const SCHEME = 'sim'
const PAGE = 'simulator/camera-page/index.html'
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"

/**
 * Declares the scheme of the camera page; must be called before Electron is ready. WebCodecs exist
 * only in a secure context, which a file is not.
 */
export function declareCameraScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

/** Serves the built page below `root`. @returns the page's address. */
export function serveCameraPage(root: string): string {
  protocol.handle(SCHEME, async (request) => {
    const file = normalize(join(root, new URL(request.url).pathname))
    if (!file.startsWith(root + sep)) return new Response('bad request', { status: 400 })
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_POLICY,
        },
      })
    } catch {
      return new Response('not found', { status: 404 })
    }
  })
  return `${SCHEME}://cameras/${PAGE}`
}

/** The page's address on the development server. */
export const developmentPage = (server: string): string => `${server}/${PAGE}`
