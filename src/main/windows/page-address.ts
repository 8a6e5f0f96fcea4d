/** Our own origin; no Electron here, so that tests run it in Node. */
export const SCHEME = 'app'
export const HOST = 'dockwall'

/** In development the pages come from Vite's server; in a packaged app never. */
export function developmentOrigin(
  env: Record<string, string | undefined>,
  packaged: boolean,
): string | undefined {
  const address = packaged ? undefined : env['ELECTRON_RENDERER_URL']
  return address === undefined ? undefined : new URL(address).origin
}

/** Address of the wall page. */
export const wallAddress = (development: string | undefined): string =>
  `${development ?? `${SCHEME}://${HOST}`}/renderer/index.html`

/** True for a page of ours: the only sender the door talks to, the only place to navigate to. */
export function isOwnAddress(address: string, development: string | undefined): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  // The origin of a scheme of our own reads "null", so the parts are compared.
  if (url.protocol === `${SCHEME}:`) return url.host === HOST
  return development !== undefined && url.origin === development
}

/**
 * Maps the path of a request to a file below the pages' folder.
 * @returns a relative path, or undefined when it is no plain path or would leave the folder.
 */
export function pageFile(pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (/[\0\\]/.test(decoded)) return undefined
  const parts = decoded.split('/').filter((part) => part !== '')
  if (parts.length === 0 || parts.some((part) => part === '.' || part === '..')) return undefined
  return parts.join('/')
}
