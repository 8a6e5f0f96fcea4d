import { OTHER_RESULTS } from './result-codes-other'

export type LiveResultKey =
  | 'ok'
  | 'source-missing'
  | 'camera-missing'
  | 'already-live'
  | 'unsupported'
  | 'quality-refused'
  | 'start-failed'
  | 'no-authority'
  | 'no-video'
  | 'busy'
  | 'network'
  | 'not-live'
  | 'other-live'
  | 'protocol-refused'
  | 'address-refused'
  | 'congestion'
  | 'decode-failed'
  | 'media-download'
  | 'unknown-live'
  | 'aircraft-missing'
  | 'debug-mode'
  | 'gateway-network'
  | 'other'

/** Whether asking again can help: as often as wished, a few times, or not at all. */
export type Retry = 'yes' | 'limited' | 'never'

export interface ResultText {
  key: LiveResultKey
  retry: Retry
  en: string
  zh: string
}

export interface LiveResult extends ResultText {
  /** Who refused: dock or aircraft, Pilot on a remote, or somebody else. */
  reporter: 'device' | 'pilot' | 'other'
}

const row = (key: LiveResultKey, retry: Retry, en: string, zh: string): ResultText => ({
  key,
  retry,
  en,
  zh,
})

const OK = row('ok', 'never', 'Done', '成功')

/** Module 13, live. By the last five digits: 513003 from a dock and 613003 from a remote agree. */
const LIVE_RESULTS: Readonly<Record<number, ResultText>> = {
  13001: row('source-missing', 'limited', 'The video source device is not there', '视频源设备不在线'),
  13002: row('camera-missing', 'never', 'Camera not found or of another type', '找不到相机或类型不符'),
  13003: row('already-live', 'limited', 'This camera is already live', '该相机已在直播'),
  13004: row('unsupported', 'never', 'Not supported by this device', '设备不支持此功能'),
  13005: row('quality-refused', 'never', 'Quality setting not accepted', '不接受该清晰度设置'),
  13006: row('start-failed', 'yes', 'The stream could not be started', '直播启动失败'),
  13007: row('no-authority', 'limited', 'The remote has no control authority', '遥控器没有控制权'),
  13008: row('no-video', 'yes', 'No picture over the aircraft link', '图传没有画面'),
  13009: row('busy', 'yes', 'Device busy, asked too often', '操作过于频繁，设备忙'),
  13010: row('network', 'limited', 'Media server not reachable from the device', '设备无法连接流媒体服务'),
  13011: row('not-live', 'limited', 'Nothing is live', '当前没有直播'),
  13012: row('other-live', 'limited', 'Another stream must be stopped first', '需先停止另一路直播'),
  13013: row('protocol-refused', 'never', 'Push protocol not supported', '不支持该推流协议'),
  13014: row('address-refused', 'never', 'Stream address not accepted', '推流地址有误'),
  13015: row('congestion', 'yes', 'Network congestion', '网络拥塞'),
  13016: row('decode-failed', 'limited', 'The device could not decode its video', '设备端视频解码失败'),
  13017: row('media-download', 'yes', 'Paused while media are downloaded', '下载媒体文件期间暂停直播'),
  13099: row('unknown-live', 'yes', 'Unknown live failure', '直播未知错误'),
}

const UNKNOWN = row('other', 'limited', 'The device refused', '设备拒绝')

const REPORTERS: Readonly<Record<number, LiveResult['reporter']>> = {
  3: 'device',
  4: 'pilot',
  5: 'device',
  6: 'pilot',
}

/**
 * What a `result` or `error_status` means (DJI: error codes). Six digits: the first says who
 * reports, the last five what. A code nobody listed is `other`; its number stays with the caller.
 */
export const liveResult = (code: number): LiveResult => {
  if (code === 0) return { ...OK, reporter: 'other' }
  const whole = Number.isSafeInteger(code) && code > 0
  const reporter = (whole && REPORTERS[Math.trunc(code / 100_000)]) || 'other'
  const tail = whole ? code % 100_000 : -1
  return { ...(LIVE_RESULTS[tail] ?? OTHER_RESULTS[tail] ?? UNKNOWN), reporter }
}
