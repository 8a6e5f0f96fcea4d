import type { DemoMessages } from './messages'

/** The words of the fault panel of the demo, in Chinese. */
export const demoZh: DemoMessages = {
  open: '模拟故障',
  count: '{count} 项进行中',
  title: '模拟故障',
  close: '关闭',
  lead: '用于培训和验收，只影响演示中的模拟机场。',
  dock: '机场',
  well: '一切正常',
  wellHelp: '该机场没有故障。',
  expect: '预期现象',
  one: '每个机场同一时间只能有一项故障。',
  faults: {
    'mqtt-lost': {
      name: '机场失去连接',
      simulates: '机场与 MQTT 服务之间的网络中断，视频继续推送。',
      expect: '机场先变为无响应，随后离线；正在播放的画面保持直播。故障结束后机场自动恢复。',
    },
    'power-lost': {
      name: '机场断电',
      simulates: '连接、遥测和视频同时中断。',
      expect:
        '画面停留在最后一帧并提示已过时，随后等待机场。故障结束后机场需数秒启动，画面自动恢复。',
    },
    'aircraft-off': {
      name: '飞行器关机',
      simulates: '机场在线，但没有飞行器。',
      expect: '飞行器画面等待飞行器，机场相机保持直播。故障结束后自动开始直播。',
    },
    'publisher-killed': {
      name: '视频连接中断',
      simulates: '传输视频的连接每 15 秒断开一次。',
      expect: '最后一帧停留数秒，随后恢复直播。',
    },
    'publisher-dead': {
      name: '视频已停，机场仍报告直播中',
      simulates: '视频彻底停止，而机场没有察觉。',
      expect: 'Dockwall 自动停止并重新开始直播。',
    },
    'media-none': {
      name: '已连接但没有视频',
      simulates: '机场连接到视频接收服务，但不发送画面。',
      expect: '画面提示机场未发送视频，Dockwall 自动重试。',
    },
    'media-stopped': {
      name: '视频停止，连接保持',
      simulates: '机场停止发送画面，但保持连接。',
      expect: '画面提示没有新画面，Dockwall 重新开始直播。',
    },
    frozen: {
      name: '画面静止',
      simulates: '反复发送同一幅画面。',
      expect: '数据仍在到达，只能从内容看出：请留意画面中的时钟。',
    },
    resolution: {
      name: '画面尺寸变化',
      simulates: '画面尺寸每 8 秒变化一次。',
      expect: '画面持续播放，视频信息（I 键）中的尺寸随之变化。',
    },
    timestamps: {
      name: '视频时间跳变',
      simulates: '视频中的时间来回跳变 5 秒。',
      expect: '画面照常播放，不受影响。',
    },
    'reply-lost': {
      name: '应答丢失',
      simulates: '机场执行了指令，但应答没有到达。',
      expect: '直播中断一次后重新开始，Dockwall 通过画面判断已开始。',
    },
    'reply-late': {
      name: '应答延迟',
      simulates: '每个应答延迟 25 秒到达。',
      expect: '直播中断一次后重新开始，迟到的应答不产生影响。',
    },
    'wrong-tid': {
      name: '应答编号错误',
      simulates: '机场应答的编号与请求不符。',
      expect: '直播中断一次后重新开始，不符的应答会被忽略。',
    },
    'code-513003': {
      name: '513003 已在直播',
      simulates: '机场结束直播，并报告该相机已在别处直播。',
      expect: '画面给出提示，Dockwall 持续重试。故障结束后画面恢复。',
    },
    'code-513006': {
      name: '513006 暂时无法启动',
      simulates: '机场结束直播且无法启动。',
      expect: '画面显示距下次重试的时间。故障结束后画面恢复。',
    },
    'code-513008': {
      name: '513008 飞行器无视频',
      simulates: '机场结束直播且收不到视频。',
      expect: '画面显示距下次重试的时间。故障结束后画面恢复。',
    },
    'code-513009': {
      name: '513009 操作过于频繁',
      simulates: '机场结束直播，并报告请求过于频繁。',
      expect: 'Dockwall 降低请求频率。故障结束后画面恢复。',
    },
    'code-513010': {
      name: '513010 无法连接视频接收',
      simulates: '机场结束直播，且无法连接到本机。',
      expect: '画面提示需要检查的内容。故障结束后画面恢复。',
    },
    'code-513015': {
      name: '513015 网络拥塞',
      simulates: '网络拥塞，机场每 15 秒结束一次直播。',
      expect: '画面给出提示，每次结束后自动重新开始。',
    },
    'code-513017': {
      name: '513017 正在下载媒体',
      simulates: '机场结束直播，正在从飞行器下载媒体文件。',
      expect: '画面等待并自动重试。故障结束后画面恢复。',
    },
  },
}
