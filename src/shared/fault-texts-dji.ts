import type { FaultCode } from './fault'
import type { FaultTexts } from './fault-text'

/** What a dock or remote controller answered, by the meaning of DJI's result code. */
export const djiFaultTexts = {
  'dji-source-missing': {
    en: {
      what: 'The dock cannot find the aircraft of this camera.',
      next: 'Power on the aircraft and wait until it is linked to the dock.',
    },
    zh: {
      what: '机场找不到该相机所属的飞行器。',
      next: '请开启飞行器，并等待其与机场连接。',
    },
  },
  'dji-camera-missing': {
    en: {
      what: 'The dock cannot find this camera.',
      next: 'Check that the payload is mounted, then pick the camera from the list again.',
    },
    zh: {
      what: '机场找不到该相机，或相机类型不匹配。',
      next: '请检查负载是否安装到位，然后从列表中重新选择相机。',
    },
  },
  'dji-already-live': {
    en: {
      what: 'This camera already streams to another address.',
      next: 'Stop it where it was started, or press Stop and then Start here.',
    },
    zh: {
      what: '该相机正在向其他地址直播。',
      next: '请在原处停止直播，或在此先停止再开始。',
    },
  },
  'dji-unsupported': {
    en: {
      what: 'This device does not support that.',
      next: 'Update the firmware if the function should be there.',
    },
    zh: {
      what: '设备不支持此功能。',
      next: '如应支持该功能，请升级固件。',
    },
  },
  'dji-quality-refused': {
    en: {
      what: 'The dock does not accept this quality.',
      next: 'Choose another quality, for example Adaptive.',
    },
    zh: {
      what: '机场不接受该清晰度。',
      next: '请选择其他清晰度，例如“自适应”。',
    },
  },
  'dji-start-failed': {
    en: {
      what: 'The dock could not start the stream yet.',
      next: 'Usual shortly after power-on; Dockwall tries again by itself.',
    },
    zh: {
      what: '机场暂时无法启动直播。',
      next: '设备刚开机时较常见，系统会自动重试。遥控器请进入飞行界面。',
    },
  },
  'dji-no-authority': {
    en: {
      what: 'Somebody else holds control of this device.',
      next: 'Ask them to release control, then try again.',
    },
    zh: {
      what: '当前没有该设备的控制权。',
      next: '请让控制方释放控制权后重试。',
    },
  },
  'dji-no-video': {
    en: {
      what: 'The dock gets no video from the aircraft.',
      next: 'Check that the aircraft is on and its video link is good.',
    },
    zh: {
      what: '机场没有收到飞行器图传，或图传异常。',
      next: '请确认飞行器已开机且图传信号良好。',
    },
  },
  'dji-busy': {
    en: {
      what: 'The dock is busy.',
      next: 'Wait a moment; Dockwall tries again by itself.',
    },
    zh: {
      what: '机场正忙，或操作过于频繁。',
      next: '请稍候，系统会自动重试。',
    },
  },
  'dji-network': {
    en: {
      what: 'The dock cannot reach this computer for video.',
      next: 'Check the network of the dock, the firewall, and the video address and port.',
    },
    zh: {
      what: '机场无法连接到本机的视频接收服务。',
      next: '请检查机场网络、防火墙以及视频接收地址和端口。',
    },
  },
  'dji-not-live': {
    en: {
      what: 'The dock says this camera is not streaming.',
      next: 'Press Start.',
    },
    zh: {
      what: '该相机当前没有直播。',
      next: '请点击“开始”。',
    },
  },
  'dji-other-live': {
    en: {
      what: 'Another stream of this dock has to stop first.',
      next: 'Stop the other camera of this dock, then try again.',
    },
    zh: {
      what: '该机场已有其他直播在进行，无法直接切换。',
      next: '请先停止该机场的另一路直播，然后重试。',
    },
  },
  'dji-protocol-refused': {
    en: {
      what: 'The dock does not support this streaming protocol.',
      next: 'Set the protocol of the tile to automatic, or update the firmware of the dock.',
    },
    zh: {
      what: '机场不支持所选的推流协议。',
      next: '请将此画面的协议设为自动，或升级机场固件。',
    },
  },
  'dji-address-refused': {
    en: {
      what: 'The dock does not accept the video address[ {detail}].',
      next: 'Check the address for docks under Settings, Video.',
    },
    zh: {
      what: '机场不接受推流地址[（{detail}）]。',
      next: '请检查“设置 → 视频接收”中提供给机场的地址。',
    },
  },
  'dji-congestion': {
    en: {
      what: 'The network of the dock is congested.',
      next: 'Lower the quality, or stop another stream of this dock.',
    },
    zh: {
      what: '机场网络拥塞，画面卡顿。',
      next: '请降低清晰度，或停止该机场的另一路直播。',
    },
  },
  'dji-decode-failed': {
    en: {
      what: 'The dock could not decode the video of its camera.',
      next: 'Stop and start the stream. If this repeats, restart the dock.',
    },
    zh: {
      what: '机场端视频解码失败。',
      next: '请停止后重新开始；如反复出现，请重启机场。',
    },
  },
  'dji-media-download': {
    en: {
      what: 'The dock is fetching media files from the aircraft and pauses live video.',
      next: 'Wait until the files are fetched; the stream then starts by itself.',
    },
    zh: {
      what: '机场正在下载飞行器的媒体文件，直播已暂停。',
      next: '请等待下载完成，直播会自动开始。',
    },
  },
  'dji-aircraft-missing': {
    en: {
      what: 'The aircraft is not connected to the dock.',
      next: 'Power on the aircraft; the stream then starts by itself.',
    },
    zh: {
      what: '飞行器未连接到机场。',
      next: '请开启飞行器，连接后直播会自动开始。',
    },
  },
  'dji-debug-mode': {
    en: {
      what: 'The dock is in debugging mode.',
      next: 'Leave on-site or remote debugging, then try again.',
    },
    zh: {
      what: '机场处于调试模式。',
      next: '请退出现场调试或远程调试后重试。',
    },
  },
  'dji-gateway-network': {
    en: {
      what: 'The network of the dock has a fault.',
      next: 'Check internet access, firewall and certificates at the dock.',
    },
    zh: {
      what: '机场网络异常。',
      next: '请检查机场的网络、防火墙和证书。',
    },
  },
  'dji-other': {
    en: {
      what: 'The dock refused[ with code {dji}].',
      next: 'Try again. If this repeats, look the code up at DJI or send us the log.',
    },
    zh: {
      what: '机场拒绝了请求[，代码 {dji}]。',
      next: '请重试；如反复出现，请向 DJI 查询该代码或将日志发给我们。',
    },
  },
} satisfies Partial<Record<FaultCode, FaultTexts>>
