import type { FaultCode } from './fault'
import type { FaultTexts } from './fault-text'

/** Faults of one stream that Dockwall itself sees. */
export const streamFaultTexts = {
  'no-reply': {
    en: {
      what: 'The dock did not answer the request.',
      next: 'Check that the dock is online. Dockwall asks again by itself.',
    },
    zh: {
      what: '机场未响应请求。',
      next: '请确认机场在线，系统会自动重试。',
    },
  },
  'link-down': {
    en: {
      what: 'There is no connection to the broker, so the dock cannot be asked.',
      next: 'See the link state at the top. This starts as soon as the link is back.',
    },
    zh: {
      what: '与 MQTT 服务器的连接已断开，无法向机场发送请求。',
      next: '请查看顶部的连接状态，连接恢复后将自动开始。',
    },
  },
  'publish-missing': {
    en: {
      what: 'The dock says it is streaming, but no video arrives here.',
      next: 'Check that the dock can reach[ {detail}] this computer on the video port.',
    },
    zh: {
      what: '机场已应答开始直播，但本机未收到视频。',
      next: '请检查机场能否访问本机的视频接收端口[（{detail}）]。',
    },
  },
  'media-silent': {
    en: {
      what: 'The dock is connected but sends no pictures.',
      next: 'Check the link between dock and aircraft. Dockwall starts it again by itself.',
    },
    zh: {
      what: '机场已连接视频接收服务，但没有发送画面。',
      next: '请检查机场与飞行器之间的图传，系统会自动重新开始。',
    },
  },
  'key-frame-missing': {
    en: {
      what: 'Video arrives, but no picture from which decoding can begin.',
      next: 'Wait for the next key frame. If it stays, stop and start the stream.',
    },
    zh: {
      what: '已收到视频数据，但尚无可开始解码的关键帧。',
      next: '请等待下一个关键帧；如长时间无画面，请停止后重新开始。',
    },
  },
  'publisher-replaced': {
    en: {
      what: 'Another sender took over this stream.',
      next: 'Nothing to do if the dock reconnected. Otherwise look for a second sender.',
    },
    zh: {
      what: '该视频流已被另一个推流端接管。',
      next: '若为机场重连则无需处理，否则请检查是否存在第二个推流端。',
    },
  },
  'codec-unsupported': {
    en: {
      what: 'This computer cannot decode the video format[ {detail}].',
      next: 'Set the camera to H.264. With a graphics card, the player Smooth may show H.265.',
    },
    zh: {
      what: '本机无法解码该视频格式[（{detail}）]。',
      next: '请将相机设为 H.264。若有独立显卡，可尝试将播放方式改为“流畅优先”。',
    },
  },
  'stream-undecodable': {
    en: {
      what: 'The video that arrives is damaged and cannot be shown.',
      next: 'Stop and start the stream. If it stays, restart the dock.',
    },
    zh: {
      what: '收到的视频数据已损坏，无法显示。',
      next: '请停止后重新开始；如仍无法显示，请重启机场。',
    },
  },
  'decoder-failed': {
    en: {
      what: 'The video decoder of this computer failed.',
      next: 'It starts again by itself. If this repeats, choose Smooth or show fewer tiles.',
    },
    zh: {
      what: '本机视频解码器出错。',
      next: '解码器会自动重启。如反复出现，请选择“流畅优先”或减少画面数量。',
    },
  },
  'decoder-stuck': {
    en: {
      what: 'Video arrives, but the decoder gives no pictures.',
      next: 'It starts again by itself. If this repeats, show fewer tiles.',
    },
    zh: {
      what: '视频数据正常到达，但解码器没有输出画面。',
      next: '解码器会自动重启。如反复出现，请减少画面数量。',
    },
  },
  'slot-taken': {
    en: {
      what: 'The dock already sends as many streams as it can[: {detail}].',
      next: 'Stop another camera of this dock. This one then starts by itself.',
    },
    zh: {
      what: '机场已达到同时直播的路数上限[：{detail}]。',
      next: '请停止该机场的另一路直播，本路会自动开始。',
    },
  },
  'protocol-unavailable': {
    en: {
      what: 'The chosen protocol cannot be used: this dock does not take it, or it is turned off here.',
      next: 'Set the protocol of the tile to automatic.',
    },
    zh: {
      what: '无法使用所选的推流协议：该机场不支持，或本机已停用。',
      next: '请将此画面的协议设为自动。',
    },
  },
  'picture-old': {
    en: {
      what: 'The picture on screen is old.',
      next: 'Check the network of the dock, or lower the quality.',
    },
    zh: {
      what: '当前显示的画面已过时。',
      next: '请检查机场网络，或降低清晰度。',
    },
  },
  'picture-frozen': {
    en: {
      what: 'Video arrives, but its picture stands still.',
      next: 'Dockwall starts the stream again by itself. If it stays, restart the camera.',
    },
    zh: {
      what: '视频数据正常到达，但画面静止不动。',
      next: '系统会自动重新开始直播；如仍静止，请重启相机。',
    },
  },
  'picture-black': {
    en: {
      what: 'The camera sends a picture that is black or of one colour.',
      next: 'Check the lens, its cover and the light, or choose another lens.',
    },
    zh: {
      what: '相机发送的画面为全黑或单一颜色。',
      next: '请检查镜头、遮挡物和光线，或切换其他镜头。',
    },
  },
  'snapshot-failed': {
    en: {
      what: 'The snapshot could not be saved[: {detail}].',
      next: 'Check that there is a picture, and the snapshot folder in the settings.',
    },
    zh: {
      what: '截图保存失败[：{detail}]。',
      next: '请确认有画面显示，并检查设置中的截图文件夹。',
    },
  },
} satisfies Partial<Record<FaultCode, FaultTexts>>
