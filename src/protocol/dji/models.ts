import { AIRCRAFT, DOCK_OF_AIRCRAFT, GATEWAYS, PAYLOADS } from './model-rows'

/** A device or payload by name. `known` is false when only its key can be shown. */
export interface Model {
  /** `domain-type-sub_type` for devices, `type-subtype-gimbalindex` for payloads. */
  key: string
  en: string
  zh: string
  known: boolean
}

export interface GatewayModel extends Model {
  kind: 'dock' | 'remote' | 'unknown'
  /** `url_type` values that its live_start_push takes; undefined when nobody says. */
  urlTypes?: readonly number[]
  /** What its lens command calls the infrared lens, when capacity does not say. */
  thermalLens: 'ir' | 'thermal'
  /** False where the lens changes only over DRC, not by live_lens_change. */
  lensByService: boolean
}

const raw = (key: string): Model => ({ key, en: key, zh: key, known: false })
const named = (key: string, names: readonly [string, string]): Model => ({
  key,
  en: names[0],
  zh: names[1],
  known: true,
})
const lookUp = <T>(rows: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(rows, key) ? rows[key] : undefined

/** The key of a device. Type numbers repeat across domains, so the domain belongs to it. */
export const deviceKey = (domain: string, type: number, subType: number): string =>
  `${domain}-${type}-${subType}`

const ofDomain = (key: string): Pick<GatewayModel, 'kind' | 'thermalLens'> => {
  if (key.startsWith('3-')) return { kind: 'dock', thermalLens: 'ir' }
  if (key.startsWith('2-')) return { kind: 'remote', thermalLens: 'thermal' }
  return { kind: 'unknown', thermalLens: 'ir' }
}

/** A gateway by its key, for example `3-2-0`. One that is not listed keeps what its domain says. */
export const gatewayModel = (key: string): GatewayModel => {
  const row = lookUp(GATEWAYS, key)
  if (!row) return { ...raw(key), ...ofDomain(key), lensByService: true }
  return {
    ...named(key, row.names),
    kind: row.kind,
    urlTypes: row.urlTypes,
    thermalLens: row.thermalLens,
    lensByService: row.lensByService ?? true,
  }
}

/** An aircraft by its key, for example `0-91-1`. */
export const aircraftModel = (key: string): Model => {
  const names = lookUp(AIRCRAFT, key)
  return names ? named(key, names) : raw(key)
}

/** The key of the dock that flies this aircraft; undefined for one that no listed dock flies. */
export const dockOfAircraft = (key: string): string | undefined => lookUp(DOCK_OF_AIRCRAFT, key)

/** A camera by its index, for example `81-0-0`. On most aircraft the last part is only a mount. */
export const payloadModel = (cameraIndex: string): Model => {
  const mount = cameraIndex.lastIndexOf('-')
  const names =
    lookUp(PAYLOADS, cameraIndex) ?? lookUp(PAYLOADS, `${cameraIndex.slice(0, mount)}-*`)
  return names ? named(cameraIndex, names) : raw(cameraIndex)
}

/** Camera index of every dock's own camera. */
export const DOCK_CAMERA = '165-0-7'

/**
 * Positions that live_camera_change can select: 0 inside, 1 outside. The camera of the first dock
 * only looks outside and cannot be moved; an unlisted gateway offers nothing.
 */
export const cameraPositions = (gatewayKey: string, cameraIndex: string): (0 | 1)[] => {
  const movable = lookUp(GATEWAYS, gatewayKey)?.insideCamera === true
  return movable && cameraIndex === DOCK_CAMERA ? [0, 1] : []
}
