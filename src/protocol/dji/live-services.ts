import { FieldReader } from './field-reader'
import { parseVideoId } from './video-id'

/**
 * The five live services (DJI: live, `live_*`), written by a station and read by a dock.
 * Numbers stay as they came: a dock answers a wrong quality or url type with its own code.
 */
export type LiveRequest =
  | { method: 'live_start_push'; urlType: number; url: string; videoId: string; quality: number }
  | { method: 'live_stop_push'; videoId: string }
  | { method: 'live_set_quality'; videoId: string; quality: number }
  /** Newer dock pages document no video id here; without one the dock chooses. */
  | { method: 'live_lens_change'; videoId?: string; lens: string }
  /** Position 0 is inside the dock, 1 outside. */
  | { method: 'live_camera_change'; videoId: string; position: number }

export interface ServiceMessage {
  method: string
  data: Readonly<Record<string, unknown>>
}

/** Method and `data` of a request as DJI names its fields. */
export const writeLiveRequest = (request: LiveRequest): ServiceMessage => {
  const { method } = request
  switch (method) {
    case 'live_start_push':
      return {
        method,
        data: {
          url_type: request.urlType,
          url: request.url,
          video_id: request.videoId,
          video_quality: request.quality,
        },
      }
    case 'live_stop_push':
      return { method, data: { video_id: request.videoId } }
    case 'live_set_quality':
      return { method, data: { video_id: request.videoId, video_quality: request.quality } }
    case 'live_lens_change':
      return {
        method,
        data: {
          ...(request.videoId === undefined ? {} : { video_id: request.videoId }),
          video_type: request.lens,
        },
      }
    case 'live_camera_change':
      return { method, data: { video_id: request.videoId, camera_position: request.position } }
  }
}

const MAX_URL = 2048
const MAX_LENS = 24

/**
 * Reads a request on the dock's side. `unknown-method` for other services, `malformed` when a
 * required field is missing or of a wrong type.
 */
export const parseLiveRequest = (
  method: string | undefined,
  data: unknown,
): LiveRequest | 'unknown-method' | 'malformed' => {
  const read = new FieldReader()
  const fields = read.object(data) ?? {}
  const videoId = read.textThat(fields['video_id'], (id) => parseVideoId(id) !== undefined)
  const quality = read.integer(fields['video_quality'])
  switch (method) {
    case 'live_start_push': {
      const urlType = read.integer(fields['url_type'])
      const url = read.text(fields['url'], MAX_URL)
      if (urlType === undefined || url === undefined) return 'malformed'
      if (videoId === undefined || quality === undefined) return 'malformed'
      return { method, urlType, url, videoId, quality }
    }
    case 'live_stop_push':
      return videoId === undefined ? 'malformed' : { method, videoId }
    case 'live_set_quality':
      if (videoId === undefined || quality === undefined) return 'malformed'
      return { method, videoId, quality }
    case 'live_lens_change': {
      const lens = read.text(fields['video_type'], MAX_LENS)
      if (lens === undefined || read.dropped > 0) return 'malformed'
      return videoId === undefined ? { method, lens } : { method, videoId, lens }
    }
    case 'live_camera_change': {
      const position = read.integer(fields['camera_position'])
      if (videoId === undefined || position === undefined) return 'malformed'
      return { method, videoId, position }
    }
    default:
      return 'unknown-method'
  }
}

export interface ServiceResult {
  /** 0 is success; see result-codes. */
  result: number
  /** Only some services have one; the live services document none. */
  output?: unknown
}

/** Reads `data` of a services_reply; undefined when it holds no result. */
export const parseServiceResult = (data: unknown): ServiceResult | undefined => {
  const read = new FieldReader()
  const fields = read.object(data)
  const result = read.integer(fields?.['result'])
  if (fields === undefined || result === undefined) return undefined
  const output = fields['output']
  return output === undefined || output === null ? { result } : { result, output }
}
