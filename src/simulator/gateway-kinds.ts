/** The gateways that can be simulated, with the aircraft and cameras that belong to them. */
export const GATEWAY_KINDS = ['dock1', 'dock2', 'dock3', 'rc'] as const
export type GatewayKindName = (typeof GATEWAY_KINDS)[number]

export interface SimulatedCameraRow {
  /** `type-subtype-gimbalindex`. */
  index: string
  /** Burnt into the picture. */
  label: string
  /** One entry per `video_list` item. */
  videos: readonly { index: string; lens: string; switchable?: readonly string[] }[]
}

export interface GatewayKind {
  domain: '2' | '3'
  type: number
  subType: number
  url: { types: readonly number[] }
  /** Which column of DJI's quality table applies. */
  rates: 'common' | 'dock2' | 'dock3'
  /** Positions of the dock camera; empty for none that can be chosen. */
  positions: readonly (0 | 1)[]
  own: readonly SimulatedCameraRow[]
  aircraft: { type: number; subType: number; label: string; cameras: readonly SimulatedCameraRow[] }
  /** Streams at the same time: through the gateway with its aircraft on, and by the aircraft. */
  coexist: { gateway: number; aircraft: number }
}

const single = (index: string, label: string): SimulatedCameraRow => ({
  index,
  label,
  videos: [{ index: 'normal-0', lens: 'normal', switchable: ['normal'] }],
})
const lenses = (index: string, label: string, switchable: string[]): SimulatedCameraRow => ({
  index,
  label,
  videos: [{ index: 'normal-0', lens: 'wide', switchable }],
})
const dockCamera = single('165-0-7', 'Dock camera')

export const GATEWAYS: Readonly<Record<GatewayKindName, GatewayKind>> = {
  dock1: {
    domain: '3',
    type: 1,
    subType: 0,
    url: { types: [0, 1, 3, 4] },
    rates: 'common',
    positions: [],
    own: [dockCamera],
    aircraft: {
      type: 67,
      subType: 1,
      label: 'M30T',
      cameras: [single('39-0-7', 'M30T FPV'), lenses('53-0-0', 'M30T', ['wide', 'zoom', 'ir'])],
    },
    coexist: { gateway: 2, aircraft: 2 },
  },
  dock2: {
    domain: '3',
    type: 2,
    subType: 0,
    url: { types: [0, 1, 3, 4] },
    rates: 'dock2',
    positions: [0, 1],
    own: [dockCamera],
    aircraft: {
      type: 91,
      subType: 1,
      label: 'M3TD',
      cameras: [single('176-0-0', 'M3TD FPV'), lenses('81-0-0', 'M3TD', ['wide', 'zoom', 'ir'])],
    },
    coexist: { gateway: 2, aircraft: 2 },
  },
  dock3: {
    domain: '3',
    type: 3,
    subType: 0,
    url: { types: [1, 3, 4] },
    rates: 'dock3',
    positions: [0, 1],
    own: [dockCamera],
    aircraft: {
      type: 100,
      subType: 1,
      label: 'M4TD',
      cameras: [
        single('176-0-0', 'M4TD FPV'),
        lenses('99-0-0', 'M4TD', ['normal', 'wide', 'zoom', 'ir']),
      ],
    },
    coexist: { gateway: 2, aircraft: 2 },
  },
  rc: {
    domain: '2',
    type: 119,
    subType: 0,
    url: { types: [0, 1, 3] },
    rates: 'common',
    positions: [],
    own: [],
    aircraft: {
      type: 60,
      subType: 0,
      label: 'M300',
      cameras: [
        {
          index: '42-0-0',
          label: 'H20',
          videos: [
            { index: 'zoom-0', lens: 'zoom' },
            { index: 'wide-0', lens: 'wide' },
          ],
        },
        {
          index: '39-0-7',
          label: 'M300 FPV',
          videos: [{ index: 'normal-0', lens: 'normal' }],
        },
      ],
    },
    // DJI's own sample of an older remote says 0 for the aircraft: no limit of its own.
    coexist: { gateway: 1, aircraft: 0 },
  },
}
