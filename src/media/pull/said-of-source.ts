import type { PullSource } from '@shared/media-server'

const HIDDEN = '***'
const MIN_SECRET = 4
const MAX_LENGTH = 300
const ADDRESS = /\b([a-z][a-z0-9+.-]{1,15}:\/\/)(?:[^\s/@'"]*@)?([^\s/?#'"]*)[^\s'"]*/gi

/** What of an address may be secret: name and password, any part of the path, the query. */
const secretsOf = ({ url, bearer }: PullSource): string[] => {
  const parts = bearer === undefined ? [] : [bearer]
  try {
    const { username, password, pathname, searchParams } = new URL(url)
    parts.push(username, password, ...pathname.split('/'), ...searchParams.values())
  } catch {
    parts.push(url)
  }
  // The longest first, else one that is part of another leaves the rest of it.
  return [...parts, ...parts.map(readable)]
    .filter(({ length }) => length >= MIN_SECRET)
    .toSorted((one, other) => other.length - one.length)
}

const readable = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/**
 * What a server or program said, fit for the log: one bounded line without secrets of the source;
 * of addresses only where they lead.
 */
export const saidOfSource = (text: string, source: PullSource): string => {
  let clean = text.slice(0, 4 * MAX_LENGTH).replace(ADDRESS, '$1$2')
  for (const secret of secretsOf(source)) clean = clean.replaceAll(secret, HIDDEN)
  return clean
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
}
