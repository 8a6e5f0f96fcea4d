import type { LiveResultKey, ResultText, Retry } from './result-codes'

const row = (key: LiveResultKey, retry: Retry, en: string, zh: string): ResultText => ({
  key,
  retry,
  en,
  zh,
})

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
  25004: row('aircraft-missing', 'limited', 'The aircraft did not answer in time', '飞行器响应超时'),
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
