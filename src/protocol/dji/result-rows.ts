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

const row = (key: LiveResultKey, retry: Retry, en: string, zh: string): ResultText => ({
  key,
  retry,
  en,
  zh,
})

export const OK = row('ok', 'never', 'Done', '成功')

export const UNKNOWN = row('other', 'limited', 'The device refused', '设备拒绝')

/** Module 13, live. By the last five digits: 513003 from a dock and 613003 from a remote agree. */
export const LIVE_RESULTS: Readonly<Record<number, ResultText>> = {
  13001: row(
    'source-missing',
    'limited',
    'The video source device is not there',
    '视频源设备不在线',
  ),
  13002: row(
    'camera-missing',
    'never',
    'Camera not found or of another type',
    '找不到相机或类型不符',
  ),
  13003: row('already-live', 'limited', 'This camera is already live', '该相机已在直播'),
  13004: row('unsupported', 'never', 'Not supported by this device', '设备不支持此功能'),
  13005: row('quality-refused', 'never', 'Quality setting not accepted', '不接受该清晰度设置'),
  13006: row('start-failed', 'yes', 'The stream could not be started', '直播启动失败'),
  13007: row('no-authority', 'limited', 'The remote has no control authority', '遥控器没有控制权'),
  13008: row('no-video', 'yes', 'No picture over the aircraft link', '图传没有画面'),
  13009: row('busy', 'yes', 'Device busy, asked too often', '操作过于频繁，设备忙'),
  13010: row(
    'network',
    'limited',
    'Media server not reachable from the device',
    '设备无法连接流媒体服务',
  ),
  13011: row('not-live', 'limited', 'Nothing is live', '当前没有直播'),
  13012: row('other-live', 'limited', 'Another stream must be stopped first', '需先停止另一路直播'),
  13013: row('protocol-refused', 'never', 'Push protocol not supported', '不支持该推流协议'),
  13014: row('address-refused', 'never', 'Stream address not accepted', '推流地址有误'),
  13015: row('congestion', 'yes', 'Network congestion', '网络拥塞'),
  13016: row(
    'decode-failed',
    'limited',
    'The device could not decode its video',
    '设备端视频解码失败',
  ),
  13017: row(
    'media-download',
    'yes',
    'Paused while media are downloaded',
    '下载媒体文件期间暂停直播',
  ),
  13099: row('unknown-live', 'yes', 'Unknown live failure', '直播未知错误'),
}

const dockBusy = (en: string, zh: string): ResultText => row('busy', 'yes', en, zh)

/** Codes of other modules that a watching station meets, by their last five digits. */
export const OTHER_RESULTS: Readonly<Record<number, ResultText>> = {
  14000: row('other', 'limited', 'Not possible in the present state', '当前状态不支持该操作'),
  14109: row('other', 'limited', 'The aircraft could not be powered on', '飞行器开机失败'),
  14110: row('other', 'limited', 'The aircraft could not be powered off', '飞行器关机失败'),
  14145: row('debug-mode', 'limited', 'The dock is in on-site debugging', '机场正在现场调试'),
  14146: row('debug-mode', 'limited', 'The dock is in remote debugging', '机场正在远程调试'),
  14300: row('gateway-network', 'limited', 'Fault of the gateway', '网关异常'),
  14301: row('gateway-network', 'limited', 'The gateway timed out', '网关超时'),
  14302: row('gateway-network', 'limited', 'The gateway refused a certificate', '网关证书错误'),
  14303: row('gateway-network', 'limited', 'Network fault of the gateway', '网关网络异常'),
  14304: row('gateway-network', 'limited', 'The gateway was refused', '网关请求被拒绝'),
  19999: row('other', 'limited', 'System fault of the dock', '机场系统异常'),
  25001: row('other', 'never', 'The command was not understood', '指令格式不正确'),
  25003: row('other', 'limited', 'The device failed to answer the command', '指令响应失败'),
  25004: row(
    'aircraft-missing',
    'limited',
    'The aircraft did not answer in time',
    '飞行器响应超时',
  ),
  25005: dockBusy('The dock cannot answer now', '机场暂时无法响应'),
  25006: dockBusy('The dock is checking itself', '机场正在自检'),
  25007: dockBusy('The dock is on a task', '机场正在执行任务'),
  25008: dockBusy('The dock is finishing a task', '机场正在收尾任务'),
  25009: dockBusy('The dock is exporting logs', '机场正在导出日志'),
  25010: dockBusy('The dock is updating fly zones', '机场正在更新飞行区'),
  25011: dockBusy('The dock is updating its map', '机场正在更新地图'),
  25012: row('aircraft-missing', 'limited', 'The aircraft is not connected', '飞行器未连接'),
  27000: row('other', 'limited', 'Setting not applied', '参数设置失败'),
  27001: row('other', 'limited', 'Setting not applied', '参数设置失败'),
  27002: row('no-authority', 'limited', 'Control authority not obtained', '未取得控制权'),
  27003: row('no-authority', 'limited', 'Control authority not obtained', '未取得控制权'),
  27012: row('no-authority', 'limited', 'Control authority not obtained', '未取得控制权'),
  27013: row('other', 'limited', 'Setting not applied', '参数设置失败'),
  27015: row('start-failed', 'yes', 'The stream is not running', '直播未启动'),
}
