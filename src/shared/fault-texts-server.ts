import type { FaultCode } from './fault'
import type { FaultTexts } from './fault-text'

/** Faults of a media server of others, and of fetching streams from it. */
export const serverFaultTexts = {
  'media-server-unreachable': {
    en: {
      what: 'The media server does not answer[ at {detail}].',
      next: 'Check its address under Settings, Media server, and the network. Docks are left as they are; Dockwall keeps trying.',
    },
    zh: {
      what: '流媒体服务器无响应[：{detail}]。',
      next: '请检查“设置 → 流媒体服务器”中的地址和网络。机场保持原状，系统会持续重试。',
    },
  },
  'media-server-refused': {
    en: {
      what: 'The media server refuses to give this stream[ ({detail})].',
      next: 'Check key and token under Settings, Media server, and what the server lets this computer play.',
    },
    zh: {
      what: '流媒体服务器拒绝提供该视频流[（{detail}）]。',
      next: '请检查“设置 → 流媒体服务器”中的密钥和令牌，以及服务器的播放权限。',
    },
  },
  'media-server-no-stream': {
    en: {
      what: 'The dock says it is streaming, but the media server has no such stream.',
      next: 'Check that the dock can reach the media server and may publish there.',
    },
    zh: {
      what: '机场已应答开始直播，但流媒体服务器上没有该视频流。',
      next: '请检查机场能否访问流媒体服务器，以及服务器是否允许推流。',
    },
  },
  'media-server-unreadable': {
    en: {
      what: 'What the media server sends for this stream cannot be read[ ({detail})].',
      next: 'Check the addresses under Settings, Media server. The server must pass on H.264 video.',
    },
    zh: {
      what: '流媒体服务器发送的内容无法读取[（{detail}）]。',
      next: '请检查“设置 → 流媒体服务器”中的地址。服务器需转发 H.264 视频。',
    },
  },
  'ffmpeg-missing': {
    en: {
      what: 'FFmpeg is needed to fetch this stream and was not found.',
      next: 'Install FFmpeg 4 or newer, or name its program file under Settings, Media server.',
    },
    zh: {
      what: '获取该视频流需要 FFmpeg，但未找到。',
      next: '请安装 FFmpeg 4 或更高版本，或在“设置 → 流媒体服务器”中填写其程序路径。',
    },
  },
  'ffmpeg-old': {
    en: {
      what: 'The FFmpeg on this computer is too old to fetch this stream[ ({detail})].',
      next: 'Install FFmpeg 4 or newer, or name another one under Settings, Media server.',
    },
    zh: {
      what: '本机的 FFmpeg 版本过低，无法获取该视频流[（{detail}）]。',
      next: '请安装 FFmpeg 4 或更高版本，或在“设置 → 流媒体服务器”中指定其他程序。',
    },
  },
} as const satisfies Partial<Record<FaultCode, FaultTexts>>
