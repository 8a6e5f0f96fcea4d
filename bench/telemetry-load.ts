import { connectAsync, type MqttClient } from 'mqtt'

/** First argument that makes the bench program the load instead. */
export const TELEMETRY_LOAD = 'telemetry-load'

const CONNECTIONS = 10
const TICK_MS = 20
const env = (name: string): string => process.env[name] ?? ''

/**
 * Sends the telemetry of many docks over a few connections, evenly over time. Tells its parent when
 * all docks have said what they are, and how many messages a second it has sent when asked.
 */
export async function sendTelemetry(): Promise<void> {
  const docks = Number(env('LOAD_DOCKS'))
  const rate = Number(env('LOAD_RATE'))
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, connectOne))
  const clientOf = (dock: number): MqttClient => {
    const client = clients[dock % CONNECTIONS]
    if (client === undefined) throw new Error('no connection')
    return client
  }
  for (let dock = 0; dock < docks; dock++) {
    await clientOf(dock).publishAsync(`sys/product/${snOf(dock)}/status`, topology(dock), {
      qos: 1,
    })
    await clientOf(dock).publishAsync(`thing/product/${snOf(dock)}/state`, capacity(dock), {
      qos: 1,
    })
  }
  process.send?.('ready')
  const began = performance.now()
  let sent = 0
  process.on('message', () => process.send?.((1000 * sent) / (performance.now() - began)))
  setInterval(() => {
    const due = ((performance.now() - began) / 1000) * rate
    for (; sent < due; sent++)
      clientOf(sent % docks).publish(`thing/product/${snOf(sent % docks)}/osd`, osd(sent), {
        qos: 0,
      })
  }, TICK_MS)
}

const connectOne = (): Promise<MqttClient> =>
  connectAsync({
    host: '127.0.0.1',
    port: Number(env('LOAD_PORT')),
    username: 'dock',
    password: env('LOAD_PASSWORD'),
    reconnectPeriod: 0,
  })

const snOf = (dock: number): string => `8LOADSIM${String(dock).padStart(6, '0')}`
let message = 0
const envelope = (sn: string, data: object, method?: string): string =>
  JSON.stringify({
    tid: `t${++message}`,
    bid: `b${message}`,
    timestamp: Date.now(),
    gateway: sn,
    ...(method === undefined ? {} : { method }),
    data,
  })

const topology = (dock: number): string =>
  envelope(
    snOf(dock),
    { domain: '3', type: 2, sub_type: 0, thing_version: '1.1.2', sub_devices: [] },
    'update_topo',
  )

const capacity = (dock: number): string => {
  const sn = snOf(dock)
  const counts = { available_video_number: 1, coexist_video_number_max: 1 }
  const video = {
    video_index: 'normal-0',
    video_type: 'normal',
    switchable_video_types: ['normal'],
  }
  const camera = { camera_index: '165-0-7', ...counts, video_list: [video] }
  return envelope(sn, {
    live_capacity: { ...counts, device_list: [{ sn, ...counts, camera_list: [camera] }] },
  })
}

/** One of the messages a dock splits its properties over (DJI dock 2, properties). */
const osd = (count: number): string =>
  envelope(snOf(count), {
    mode_code: 0,
    cover_state: 0,
    drone_in_dock: 1,
    rainfall: 0,
    wind_speed: (count % 90) / 10,
    environment_temperature: 10 + (count % 150) / 10,
    temperature: 24.9,
    humidity: 46,
    network_state: { type: 2, quality: 5, rate: 600 + (count % 50) },
    latitude: 48.20817,
    longitude: 16.37382,
    height: 214.6,
    drone_charge_state: { state: 0, capacity_percent: 90 },
    sub_device: { device_sn: '', device_online_status: 0, device_paired: 1 },
  })
