import { RTMP_APP } from '@shared/media-contract'

/** Where a request goes. */
export interface WhipRoute {
  /** As the publisher names its stream: `{stream}_{key}`, or without the key. */
  name: string
  /** The session, in addresses that a 201 gave out. */
  token?: string
  /** Path and query as they came, without a token: what a session's address is made of. */
  path: string
  query: string
}

const SRS_PATH = /^\/rtc\/v1\/whip\/?$/
const PREFIX_PATH = /^\/whip\/([^/]+)\/([^/]+)\/?$/
const SUFFIX_PATH = /^\/([^/]+)\/([^/]+)\/whip\/?$/
const TOKEN = 'token'
const ACTION = 'action'
const KEY = 'key'
const MAX_LENGTH = 2048

/**
 * Reads a request target: `/rtc/v1/whip/?app=live&stream=NAME` with or without the slash (DJI, SRS),
 * `/whip/live/NAME`, `/live/NAME/whip` (MediaMTX). A `key` in the query is put behind the name.
 * Undefined for every other address.
 */
export const readWhipRoute = (target: string): WhipRoute | undefined => {
  if (target.length > MAX_LENGTH || !target.startsWith('/')) return undefined
  const [path = '', ...rest] = target.split('?')
  const parameters = new URLSearchParams(rest.join('?'))
  const place = readPlace(path, parameters)
  if (!place || place.app !== RTMP_APP || !/^[\w.-]{1,256}$/.test(place.stream)) return undefined
  const token = parameters.get(TOKEN) ?? undefined
  const key = parameters.get(KEY)
  parameters.delete(TOKEN)
  parameters.delete(ACTION)
  return {
    name: key === null ? place.stream : `${place.stream}_${key}`,
    ...(token !== undefined && { token }),
    path,
    query: parameters.toString(),
  }
}

const readPlace = (
  path: string,
  parameters: URLSearchParams,
): { app: string; stream: string } | undefined => {
  if (SRS_PATH.test(path))
    return { app: parameters.get('app') ?? '', stream: parameters.get('stream') ?? '' }
  const [, app, stream] = PREFIX_PATH.exec(path) ?? SUFFIX_PATH.exec(path) ?? []
  return app === undefined || stream === undefined ? undefined : { app, stream }
}

/** The address of a session: the one that was posted to, as SRS does, with a token in its query. */
export const sessionTarget = ({ path, query }: WhipRoute, token: string): string =>
  `${path}?${ACTION}=delete&${TOKEN}=${token}${query === '' ? '' : `&${query}`}`

/** The name with the key of an `Authorization: Bearer` header, where there is one. */
export const withBearer = (name: string, authorization: string | undefined): string => {
  const key = /^bearer\s+(\S{1,256})\s*$/i.exec(authorization ?? '')?.[1]
  return key === undefined ? name : `${name}_${key}`
}

/** True when a name carries something that may be a key: judged by its looks, whatever is expected. */
export const carriesKey = (name: string): boolean => /_[a-z0-9]+$/i.test(name)
