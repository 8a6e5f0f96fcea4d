const LINK = /\]\(([^)\s]+)\)/g
const CODE = /`([^`\n]+)`/g
const FENCE = /^```.*?^```/gms
// `src/main/app.ts`, `docs/decisions/`: starts with a folder of ours. Placeholders are no paths.
const PATH = /^(?:src|scripts|docs|e2e|bench|interop|resources|\.ci)\/[\w./-]*$/

/**
 * The files a page of documentation speaks of.
 * @param {string} markdown
 * @returns {{ links: string[], paths: string[] }} links relative to the page, and paths from the
 *   project's root in `code`. Web addresses and anchors are left out.
 */
export function pageReferences(markdown) {
  const text = markdown.replace(FENCE, '')
  const links = Array.from(text.matchAll(LINK), ([, target]) => target.replace(/#.*$/, '')).filter(
    (target) => target !== '' && !/^[a-z]+:/.test(target),
  )
  const paths = Array.from(text.matchAll(CODE), ([, code]) => code).filter((code) =>
    PATH.test(code),
  )
  return { links, paths }
}
