import type { Aircraft, Camera, Gateway, ModelName } from '@shared/fleet'

/** Devices for tests: what a registry would say about a DJI Dock 2 with its Matrice 3TD. */
const model = (key: string, en: string, zh: string): ModelName => ({ key, en, zh, known: true })

const camera = (sn: string, cameraIndex: string, name: ModelName, lenses: string[]): Camera => ({
  sn,
  cameraIndex,
  model: name,
  positions: sn.startsWith('7') ? [0, 1] : [],
  sources: [
    { videoId: `${sn}/${cameraIndex}/normal-0`, videoIndex: 'normal-0', lenses, assumed: false },
  ],
})

const sampleAircraft = (number: number): Aircraft => ({
  sn: `1581FSAMPLE${number}`,
  model: model('0-91-1', 'Matrice 3TD', 'Matrice 3TD'),
  online: true,
  batteryPercent: 88,
})

export const sampleDock = (number: number, changes: Partial<Gateway> = {}): Gateway => {
  const sn = `7CTSAMPLE${number}`
  const aircraft = sampleAircraft(number)
  return {
    sn,
    kind: 'dock',
    model: model('3-2-0', 'DJI Dock 2', '大疆机场 2'),
    callsign: `Dock ${number}`,
    presence: 'online',
    lastSeen: 1,
    aircraft,
    cameras: [
      camera(sn, '165-0-7', model('165-0-7', 'Dock camera', '机场相机'), []),
      camera(aircraft.sn, '81-0-0', model('81-0-0', 'M3TD camera', 'M3TD 相机'), [
        'wide',
        'zoom',
        'ir',
      ]),
    ],
    deviceCoexistMax: {},
    streams: [],
    capacityAssumed: false,
    ...changes,
  }
}
