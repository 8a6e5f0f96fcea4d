import { FieldReader, isJsonObject } from './field-reader'
import { parseVideoId } from './video-id'

/** One entry of `live_status` (DJI: properties). It carries no address and no protocol. */
export interface LiveStatusEntry {
  videoId: string
  live: boolean
  /** `video_quality` as sent. */
  quality?: number
  /** `video_type`: free text. */
  lens?: string
  /** `error_status`; absent when the device said none or 0. */
  error?: number
}

const MAX_STREAMS = 64
const MAX_LENS = 24
/** What old remotes send as quality when nothing is live. */
const NO_QUALITY = 65535

const readEntry = (read: FieldReader, value: unknown): LiveStatusEntry | undefined => {
  const fields = read.object(value)
  const videoId =
    fields && read.textThat(fields['video_id'], (id) => parseVideoId(id) !== undefined)
  if (!fields || videoId === undefined) return read.drop()
  const quality = read.count(fields['video_quality'])
  const lens = read.text(fields['video_type'], MAX_LENS)
  const error = read.count(fields['error_status'])
  const status = read.flag(fields['status'])
  // The old struct has no status: it describes a stream only while there is one.
  const live = status ?? (fields['status'] === undefined && quality !== NO_QUALITY)
  const entry: LiveStatusEntry = { videoId, live }
  if (quality !== undefined && quality !== NO_QUALITY) entry.quality = quality
  if (lens !== undefined && lens !== '') entry.lens = lens
  if (error !== undefined && error !== 0) entry.error = error
  return entry
}

/**
 * Reads a `live_status`: a list of all streams of the gateway, or the single struct of older
 * remotes. A stream that is not in it is not live. Undefined when it is neither.
 */
export const parseLiveStatus = (
  value: unknown,
): { streams: LiveStatusEntry[]; dropped: number } | undefined => {
  if (!Array.isArray(value) && !isJsonObject(value)) return undefined
  const read = new FieldReader()
  // A struct with an empty video id says that nothing is live.
  if (isJsonObject(value) && !value['video_id']) return { streams: [], dropped: 0 }
  const streams: LiveStatusEntry[] = []
  for (const entry of read.list(Array.isArray(value) ? value : [value], MAX_STREAMS)) {
    const stream = readEntry(read, entry)
    if (stream) streams.push(stream)
  }
  return { streams, dropped: read.dropped }
}

/** A `live_status` as docks write it. */
export const writeLiveStatus = (
  streams: readonly LiveStatusEntry[],
): readonly Readonly<Record<string, unknown>>[] =>
  streams.map(({ videoId, live, quality, lens, error }) => ({
    video_id: videoId,
    ...(lens === undefined ? {} : { video_type: lens }),
    ...(quality === undefined ? {} : { video_quality: quality }),
    status: live ? 1 : 0,
    error_status: error ?? 0,
  }))
