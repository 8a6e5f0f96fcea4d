import type { Language } from '@shared/language'
import type { Aircraft, Camera, Gateway, VideoSource } from '@shared/fleet'
import { fullName, gatewayName, modelName, sourceName } from './device-names'
import type { PickedSource } from './picked-source'

interface RowPlace {
  key: string
  /** 1 for a gateway. */
  level: number
  name: string
  /** Place among its siblings from 1, and how many they are. */
  place: number
  of: number
}
export type FleetRow =
  | (RowPlace & { kind: 'gateway'; gateway: Gateway; open: boolean; parent?: undefined })
  | (RowPlace & { kind: 'aircraft'; gateway: Gateway; aircraft: Aircraft; parent: string })
  | (RowPlace & { kind: 'camera'; source: PickedSource; assumed: boolean; parent: string })

type Child =
  { kind: 'aircraft'; aircraft: Aircraft } | { kind: 'camera'; camera: Camera; source: VideoSource }

const sourcesOf = (cameras: readonly Camera[]): Child[] =>
  cameras.flatMap((camera) =>
    camera.sources.map((source) => ({ kind: 'camera' as const, camera, source })),
  )

const numbered = <Row extends object>(rows: Row[]): (Row & { place: number; of: number })[] =>
  rows.map((row, index) => ({ ...row, place: index + 1, of: rows.length }))

const childRows = (gateway: Gateway, language: Language): FleetRow[] => {
  const { aircraft } = gateway
  const own = gateway.cameras.filter(({ sn }) => sn !== aircraft?.sn)
  const flown = gateway.cameras.filter(({ sn }) => sn === aircraft?.sn)
  const device = gatewayName(gateway, language)

  const row = (child: Child & { place: number; of: number }, level: number, parent: string) => {
    const { place, of } = child
    if (child.kind === 'aircraft') {
      const key = `${gateway.sn}>${child.aircraft.sn}`
      const name = modelName(child.aircraft.model, language)
      return {
        kind: child.kind,
        key,
        level,
        name,
        place,
        of,
        gateway,
        aircraft: child.aircraft,
        parent,
      }
    }
    const { videoId, assumed } = child.source
    const name = sourceName(child.camera, child.source, language)
    const source = { videoId, gatewaySn: gateway.sn, title: fullName(device, name) }
    const key = `${gateway.sn}>${videoId}`
    return { kind: child.kind, key, level, name, place, of, source, assumed, parent }
  }

  const direct = numbered<Child>([
    ...sourcesOf(own),
    ...(aircraft ? [{ kind: 'aircraft' as const, aircraft }] : []),
  ]).map((child) => row(child, 2, gateway.sn))
  const above = aircraft ? `${gateway.sn}>${aircraft.sn}` : gateway.sn
  const below = numbered(sourcesOf(flown)).map((child) => row(child, 3, above))
  return [...direct, ...below]
}

/**
 * The rows of the tree, top to bottom, of gateways already in order. Only open gateways have rows
 * below them, so thousands of closed ones stay cheap; an aircraft is always open.
 */
export const fleetRows = (
  gateways: readonly Gateway[],
  isOpen: (gateway: Gateway) => boolean,
  language: Language,
): FleetRow[] =>
  numbered(gateways.map((gateway) => ({ gateway }))).flatMap(({ gateway, place, of }) => {
    const open = isOpen(gateway)
    const head: FleetRow = {
      kind: 'gateway',
      key: gateway.sn,
      level: 1,
      name: gatewayName(gateway, language),
      place,
      of,
      gateway,
      open,
    }
    return open ? [head, ...childRows(gateway, language)] : [head]
  })
