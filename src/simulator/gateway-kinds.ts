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
  /** `domain-type-sub_type`; what the model can do is looked up under it. */
  modelKey: string
  /** Which column of DJI's quality table applies. */
  rates: 'common' | 'dock2' | 'dock3'
  own: readonly SimulatedCameraRow[]
  aircraft: { modelKey: string; label: string; cameras: readonly SimulatedCameraRow[] }
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
    modelKey: '3-1-0',
    rates: 'common',
    own: [dockCamera],
    aircraft: {
      modelKey: '0-67-1',
      label: 'M30T',
      cameras: [single('39-0-7', 'M30T FPV'), lenses('53-0-0', 'M30T', ['wide', 'zoom', 'ir'])],
    },
    coexist: { gateway: 2, aircraft: 2 },
  },
  dock2: {
    modelKey: '3-2-0',
    rates: 'dock2',
    own: [dockCamera],
    aircraft: {
      modelKey: '0-91-1',
      label: 'M3TD',
      cameras: [single('176-0-0', 'M3TD FPV'), lenses('81-0-0', 'M3TD', ['wide', 'zoom', 'ir'])],
    },
    coexist: { gateway: 2, aircraft: 2 },
  },
  dock3: {
    modelKey: '3-3-0',
    rates: 'dock3',
    own: [dockCamera],
    aircraft: {
      modelKey: '0-100-1',
      label: 'M4TD',
      cameras: [
        single('176-0-0', 'M4TD FPV'),
        lenses('99-0-0', 'M4TD', ['normal', 'wide', 'zoom', 'ir']),
      ],
    },
    coexist: { gateway: 2, aircraft: 2 },
  },
  rc: {
    modelKey: '2-119-0',
    rates: 'common',
    own: [],
    aircraft: {
      modelKey: '0-60-0',
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
