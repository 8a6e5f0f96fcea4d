import type { Identity } from '../identity'

const SECRETS = { device_secret: 'simulated', nonce: 'simulated', thing_version: '1.1.2' } as const

/** `data` of update_topo (DJI: device, topology). */
export function topology({ kind, aircraftSn }: Identity, aircraftOn: boolean): object {
  const { aircraft } = kind
  const subDevice = {
    sn: aircraftSn,
    domain: '0',
    type: aircraft.type,
    sub_type: aircraft.subType,
    index: 'A',
    ...SECRETS,
  }
  return {
    domain: kind.domain,
    type: kind.type,
    sub_type: kind.subType,
    ...SECRETS,
    sub_devices: aircraftOn ? [subDevice] : [],
  }
}
