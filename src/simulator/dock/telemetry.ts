import { gatewayModel } from '@protocol/dji/models'
import type { Identity } from '../identity'

export interface World {
  identity: Identity
  aircraftOn: boolean
  debugMode: boolean
  /** Milliseconds since the epoch. */
  now: number
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))

/** A value that wanders calmly around a middle, another way for each gateway. */
function wander(world: World, middle: number, width: number, period: number): number {
  const phase = world.identity.seed * 1.7 + period
  return middle + width * Math.sin(world.now / 1000 / period + phase)
}

function place({ identity }: World): { latitude: number; longitude: number; height: number } {
  const step = (identity.seed % 97) / 97
  return {
    latitude: round(48.1 + step * 0.3, 5),
    longitude: round(16.2 + ((step * 7) % 1) * 0.4, 5),
    height: 214.6,
  }
}

/** One osd cycle of a gateway, in the pieces it is sent in (DJI: properties). */
export function gatewayOsd(world: World): object[] {
  const { identity, aircraftOn } = world
  const { kind, aircraftSn } = identity
  if (gatewayModel(kind.modelKey).kind === 'remote')
    return [
      {
        capacity_percent: Math.round(wander(world, 74, 8, 900)),
        ...place(world),
        wireless_link: wirelessLink(world),
      },
    ]
  const { aircraft } = kind
  return [
    {
      mode_code: world.debugMode ? 2 : aircraftOn ? 4 : 0,
      flighttask_step_code: aircraftOn ? 1 : 5,
      cover_state: aircraftOn ? 1 : 0,
      drone_in_dock: aircraftOn ? 0 : 1,
      emergency_stop_state: 0,
      supplement_light_state: 0,
      alarm_state: 0,
      ...place(world),
    },
    {
      rainfall: 0,
      wind_speed: round(wander(world, 3.2, 1.4, 31), 1),
      environment_temperature: round(wander(world, 18, 2, 400), 1),
      temperature: round(wander(world, 25, 1.5, 300), 1),
      humidity: Math.round(wander(world, 46, 5, 500)),
      network_state: { type: 2, quality: 5, rate: round(wander(world, 612, 90, 7), 1) },
      drone_charge_state: { state: aircraftOn ? 0 : 1, capacity_percent: aircraftOn ? 0 : 93 },
    },
    {
      sub_device: {
        device_sn: aircraftSn,
        device_model_key: aircraft.modelKey,
        device_online_status: aircraftOn ? 1 : 0,
        device_paired: 1,
      },
      drc_state: 0,
      media_file_detail: { remain_upload: 0 },
      wireless_link: wirelessLink(world),
    },
  ]
}

function wirelessLink(world: World): object {
  const up = world.aircraftOn ? 1 : 0
  return {
    dongle_number: 1,
    '4g_link_state': up,
    sdr_link_state: up,
    link_workmode: 1,
    sdr_quality: 5 * up,
    '4g_quality': 4,
    '4g_uav_quality': 4 * up,
    '4g_gnd_quality': 5,
    sdr_freq_band: 5.8,
    '4g_freq_band': 2.6,
  }
}

/** The osd of the aircraft, which circles over its dock. */
export function aircraftOsd(world: World): object {
  const { latitude, longitude, height } = place(world)
  const angle = world.now / 1000 / 40 + world.identity.seed
  const percent = Math.round(wander(world, 68, 14, 700))
  const payloads = world.identity.kind.aircraft.cameras.filter(({ videos }) =>
    videos.some(({ lens }) => lens !== 'normal'),
  )
  return {
    mode_code: 5,
    gear: 1,
    latitude: round(latitude + 0.0012 * Math.cos(angle), 6),
    longitude: round(longitude + 0.0018 * Math.sin(angle), 6),
    height: round(height + 79.5, 1),
    elevation: round(wander(world, 79.5, 2, 20), 1),
    horizontal_speed: round(wander(world, 9.8, 0.8, 11), 1),
    vertical_speed: 0.1,
    attitude_head: round((((angle * 180) / Math.PI) % 360) - 180, 1),
    attitude_pitch: -3.1,
    attitude_roll: 0.4,
    home_distance: 161.2,
    wind_speed: Math.round(wander(world, 41, 9, 33)),
    wind_direction: 7,
    battery: {
      capacity_percent: percent,
      remain_flight_time: percent * 20,
      return_home_power: 24,
      landing_power: 10,
    },
    position_state: { is_fixed: 2, quality: 5, gps_number: 24, rtk_number: 27 },
    cameras: payloads.map(({ index }) => ({
      payload_index: index,
      camera_mode: 1,
      photo_state: 0,
      recording_state: 0,
      zoom_factor: 7,
      ir_zoom_factor: 2,
      screen_split_enable: false,
    })),
    ...Object.fromEntries(
      payloads.map(({ index }) => [
        index,
        {
          payload_index: index,
          gimbal_pitch: -45.2,
          gimbal_roll: 0,
          gimbal_yaw: -41.9,
          zoom_factor: 7,
        },
      ]),
    ),
  }
}
