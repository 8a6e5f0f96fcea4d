import { PULL_PROTOCOLS, type PullSource } from '@shared/media-server'
import {
  fillTemplate,
  PUBLISH_TEMPLATES,
  PULL_TEMPLATES,
  templateOf,
  type MediaServerKind,
  type TemplateName,
} from '@shared/media-templates'
import type { Settings } from '@shared/settings'
import type { MediaServerFacts } from '@shared/site'
import { PUSH_PROTOCOLS, type IngestProtocol } from '@shared/stream'

/** A media server as it is configured, with what is secret of it. */
export interface MediaServerPlace {
  settings: Settings['mediaServer'] & { kind: Exclude<MediaServerKind, 'none'> }
  /** Secret of the site that makes the names of streams unguessable; undefined for plain names. */
  key: string | undefined
  /** Sent where a stream is fetched by WHEP. */
  token: string | undefined
}

/** What the settings name; undefined where our own ingest is used. */
export const mediaServerPlace = (
  settings: Settings['mediaServer'],
  secret: (name: 'mediaServer.key' | 'mediaServer.token') => string | undefined,
): MediaServerPlace | undefined => {
  const { kind } = settings
  if (kind === 'none') return undefined
  const [key, token] = [secret('mediaServer.key'), secret('mediaServer.token')]
  return { settings: { ...settings, kind }, key: key || undefined, token: token || undefined }
}

/**
 * Every address at a media server that is not ours: the templates of its kind, or those written in
 * their place, filled. With a key `{stream}` is the stream's name and sixteen characters that only
 * who knows the key can tell, the same on every station.
 */
export class ServerAddresses {
  readonly #place: MediaServerPlace
  readonly #keyOf: (secret: string, stream: string) => string

  constructor(place: MediaServerPlace, keyOf: (secret: string, stream: string) => string) {
    this.#place = place
    this.#keyOf = keyOf
  }

  /** Where a dock pushes a stream to; undefined where the server does not take that protocol. */
  push(protocol: IngestProtocol, stream: string): string | undefined {
    return this.#fill(PUBLISH_TEMPLATES[protocol], this.#publishHost, this.#named(stream))
  }

  offers(protocol: IngestProtocol): boolean {
    return this.push(protocol, '') !== undefined
  }

  /** Where a stream can be fetched, lowest delay first. */
  sources(stream: string): PullSource[] {
    const { settings, token } = this.#place
    const named = this.#named(stream)
    return PULL_PROTOCOLS.flatMap((by) => {
      const url = this.#fill(PULL_TEMPLATES[by], settings.host.trim(), named)
      if (url === undefined) return []
      return [{ by, url, ...(by === 'whep' && token !== undefined ? { bearer: token } : {}) }]
    })
  }

  /** What may be shown of it. */
  facts(): MediaServerFacts {
    const { host, kind } = this.#place.settings
    const publish: MediaServerFacts['publish'] = {}
    for (const protocol of PUSH_PROTOCOLS) {
      if (protocol === 'auto') continue
      const url = this.#fill(PUBLISH_TEMPLATES[protocol], this.#publishHost, '…')
      if (url !== undefined) publish[protocol] = shown(url)
    }
    return { kind, host: host.trim(), publish }
  }

  get ffmpeg(): string {
    return this.#place.settings.ffmpeg.trim()
  }

  get #publishHost(): string {
    const { host, publishHost } = this.#place.settings
    return publishHost.trim() || host.trim()
  }

  #named(stream: string): string {
    const { key } = this.#place
    return key === undefined ? stream : `${stream}_${this.#keyOf(key, stream)}`
  }

  #fill(name: TemplateName, host: string, stream: string): string | undefined {
    const { app, kind, [name]: written } = this.#place.settings
    const template = templateOf(kind, name, written)
    return template === undefined ? undefined : fillTemplate(template, { host, app, stream })
  }
}

/** Somebody may have written a password into a template, or a token behind it. */
const shown = (url: string): string =>
  url
    .replace(/\/\/[^/@]*@/, '//')
    .replace(/([?&])([^=&]*)=([^&]*)/g, (whole, mark: string, name: string) =>
      name === 'app' || name === 'stream' ? whole : `${mark}${name}=…`,
    )
