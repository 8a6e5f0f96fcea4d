/** DJI's product-support tables. A new model is one row. */

/** English and Chinese name. */
type Names = readonly [en: string, zh: string]

export interface GatewayRow {
  names: Names
  kind: 'dock' | 'remote'
  urlTypes: readonly number[]
  thermalLens: 'ir' | 'thermal'
  /** Left out where live_lens_change works. */
  lensByService?: false
  /** Whether its camera can look inside as well. */
  insideCamera?: true
}

const dock = (names: Names, urlTypes: readonly number[]): GatewayRow => ({
  names,
  kind: 'dock',
  urlTypes,
  thermalLens: 'ir',
})
const remote = (names: Names, urlTypes: readonly number[] = [0, 1, 3]): GatewayRow => ({
  names,
  kind: 'remote',
  urlTypes,
  thermalLens: 'thermal',
})

export const GATEWAYS: Readonly<Record<string, GatewayRow>> = {
  '3-1-0': dock(['DJI Dock', '大疆机场'], [0, 1, 3, 4]),
  '3-2-0': { ...dock(['DJI Dock 2', '大疆机场 2'], [0, 1, 3, 4]), insideCamera: true },
  '3-3-0': { ...dock(['DJI Dock 3', '大疆机场 3'], [1, 3, 4]), insideCamera: true },
  '2-56-0': remote(['DJI Smart Controller Enterprise', 'DJI 带屏遥控器行业版']),
  '2-119-0': remote(['DJI RC Plus', 'DJI RC Plus']),
  '2-144-0': remote(['DJI RC Pro Enterprise', 'DJI RC Pro 行业版']),
  '2-174-0': { ...remote(['DJI RC Plus 2', 'DJI RC Plus 2'], [0, 1, 3, 4]), lensByService: false },
}

export const AIRCRAFT: Readonly<Record<string, Names>> = {
  '0-60-0': ['Matrice 300 RTK', '经纬 M300 RTK'],
  '0-67-0': ['Matrice 30', '经纬 M30'],
  '0-67-1': ['Matrice 30T', '经纬 M30T'],
  '0-77-0': ['Mavic 3E', '御 3E'],
  '0-77-1': ['Mavic 3T', '御 3T'],
  '0-77-2': ['Mavic 3M', '御 3M'],
  '0-77-3': ['Mavic 3TA', '御 3TA'],
  '0-89-0': ['Matrice 350 RTK', '经纬 M350 RTK'],
  '0-91-0': ['Matrice 3D', 'Matrice 3D'],
  '0-91-1': ['Matrice 3TD', 'Matrice 3TD'],
  '0-99-0': ['Matrice 4E', 'Matrice 4E'],
  '0-99-1': ['Matrice 4T', 'Matrice 4T'],
  '0-100-0': ['Matrice 4D', 'Matrice 4D'],
  '0-100-1': ['Matrice 4TD', 'Matrice 4TD'],
  '0-103-0': ['Matrice 400', '经纬 M400'],
}

/** Each dock flies aircraft that no other dock flies. */
export const DOCK_OF_AIRCRAFT: Readonly<Record<string, string>> = {
  '0-67-0': '3-1-0',
  '0-67-1': '3-1-0',
  '0-91-0': '3-2-0',
  '0-91-1': '3-2-0',
  '0-100-0': '3-3-0',
  '0-100-1': '3-3-0',
}

const camera = (model: string): Names => [`${model} camera`, `${model} 相机`]

/** By camera index; `*` stands for any mount on the aircraft. */
export const PAYLOADS: Readonly<Record<string, Names>> = {
  '165-0-7': ['Dock camera', '机场相机'],
  '39-0-7': ['FPV camera', 'FPV 相机'],
  '176-0-0': ['Vision assist camera', '辅助影像相机'],
  '52-0-0': camera('M30'),
  '53-0-0': camera('M30T'),
  '66-0-0': camera('M3E'),
  '67-0-0': camera('M3T'),
  '68-0-0': camera('M3M'),
  '129-0-0': camera('M3TA'),
  '80-0-0': camera('M3D'),
  '81-0-0': camera('M3TD'),
  '88-0-0': camera('M4E'),
  '89-0-0': camera('M4T'),
  '98-0-0': camera('M4D'),
  '99-0-0': camera('M4TD'),
  '20-0-*': ['Zenmuse Z30', '禅思 Z30'],
  '26-0-*': ['Zenmuse XT2', '禅思 XT2'],
  '41-0-*': ['Zenmuse XT S', '禅思 XT S'],
  '42-0-*': ['Zenmuse H20', '禅思 H20'],
  '43-0-*': ['Zenmuse H20T', '禅思 H20T'],
  '61-0-*': ['Zenmuse H20N', '禅思 H20N'],
  '82-0-*': ['Zenmuse H30', '禅思 H30'],
  '83-0-*': ['Zenmuse H30T', '禅思 H30T'],
  '50-65535-*': ['Zenmuse P1', '禅思 P1'],
  '90742-0-*': ['Zenmuse L1', '禅思 L1'],
}
