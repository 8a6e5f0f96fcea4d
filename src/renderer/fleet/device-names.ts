import type { Language } from '@shared/language'
import type { Camera, Gateway, ModelName, VideoSource } from '@shared/fleet'

/** A model in the language asked for; models nobody knows repeat what the device said. */
export const modelName = (model: ModelName, language: Language): string => model[language]

/** What an operator calls a gateway: its callsign, else its model and the end of its serial number. */
export const gatewayName = (gateway: Gateway, language: Language): string =>
  gateway.callsign || `${modelName(gateway.model, language)} ${gateway.sn.slice(-4)}`

/**
 * What an operator calls a source: its camera, with DJI's video index only where the camera has
 * several.
 */
export const sourceName = (camera: Camera, source: VideoSource, language: Language): string => {
  const name = modelName(camera.model, language)
  return camera.sources.length > 1 ? `${name} ${source.videoIndex}` : name
}

/** `device · camera`: the name of a tile, and of a camera wherever it stands alone. */
export const fullName = (device: string, camera: string): string => `${device} · ${camera}`
