/**
 * What is wrong with a package-lock.json for a project that is installed on several systems and
 * from several registries.
 * @param {{ packages: Record<string, { resolved?: string, integrity?: string, link?: boolean, optionalDependencies?: Record<string, string> }> }} lock
 * @returns {string[]} one sentence per fault
 */
export function lockFaults({ packages }) {
  return Object.entries(packages).flatMap(([at, entry]) => {
    const faults = []
    const name = at || 'package.json'
    if (entry.resolved) faults.push(`${name} names the registry it came from`)
    if (at !== '' && !entry.link && !entry.integrity) faults.push(`${name} has no checksum`)
    for (const optional of Object.keys(entry.optionalDependencies ?? {})) {
      if (!places(at, optional).some((place) => packages[place])) {
        faults.push(`${name} wants ${optional}, which is missing: npm ci fails on such a lock file`)
      }
    }
    return faults
  })
}

/** Where a package at `at` finds a dependency: its own node_modules, then those above it. */
function places(at, name) {
  const found = [at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]
  for (let up = at.lastIndexOf('node_modules/'); up >= 0;) {
    found.push(`${at.slice(0, up)}node_modules/${name}`)
    up = up === 0 ? -1 : at.lastIndexOf('node_modules/', up - 1)
  }
  return found
}
