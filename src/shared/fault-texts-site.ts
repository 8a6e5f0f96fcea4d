import type { FaultCode } from './fault'
import type { FaultTexts } from './fault-text'

/** Faults that concern the whole site. */
export const siteFaultTexts = {
  'settings-broken': {
    en: {
      what: 'The settings file could not be used, so Dockwall started with defaults[ ({detail})].',
      next: 'Correct the file and start again, or enter the settings anew. No file is deleted.',
    },
    zh: {
      what: '设置文件无法使用，已使用默认设置启动[（{detail}）]。',
      next: '请修正该文件后重新启动，或重新填写设置。原文件不会被删除。',
    },
  },
  'settings-unwritable': {
    en: {
      what: 'The settings could not be saved[: {detail}].',
      next: 'Free some disk space or allow this user to write to the settings folder.',
    },
    zh: {
      what: '设置无法保存[：{detail}]。',
      next: '请清理磁盘空间，或授予当前用户设置文件夹的写入权限。',
    },
  },
  'wall-broken': {
    en: {
      what: 'The saved wall could not be used, so the wall is empty[ ({detail})].',
      next: 'Correct the file and start again, or put the cameras on the wall anew. No file is deleted.',
    },
    zh: {
      what: '已保存的视频墙无法使用，当前视频墙为空[（{detail}）]。',
      next: '请修正该文件后重新启动，或重新放置画面。原文件不会被删除。',
    },
  },
  'keystore-missing': {
    en: {
      what: 'This computer has no keystore, so passwords last only until Dockwall closes.',
      next: 'Set up the system keyring, or allow a protected file under Settings, Secrets.',
    },
    zh: {
      what: '本机没有可用的系统密钥库，密码仅在 Dockwall 运行期间保留。',
      next: '请启用系统密钥环，或在“设置 → 密钥”中允许使用受保护的文件保存。',
    },
  },
  'app-credentials-missing': {
    en: {
      what: 'A dock asked for the DJI app id, key and licence, and they are not set.',
      next: 'Enter them under Settings, Connect docks. Without them a dock drops the connection.',
    },
    zh: {
      what: '机场正在请求 DJI 应用的 App ID、App Key 和 License，但尚未填写。',
      next: '请在“设置 → 机场接入”中填写，否则机场会断开连接。',
    },
  },
  'broker-port-busy': {
    en: {
      what: 'Another program on this computer already uses the broker port[ {detail}].',
      next: 'Close that program, or choose another broker port in the settings.',
    },
    zh: {
      what: 'MQTT 服务端口[ {detail} ]已被本机其他程序占用。',
      next: '请关闭占用端口的程序，或在设置中更换端口。',
    },
  },
  'broker-listen-failed': {
    en: {
      what: 'The built-in broker could not start[: {detail}].',
      next: 'Check the broker address and port in the settings.',
    },
    zh: {
      what: '内置 MQTT 服务无法启动[：{detail}]。',
      next: '请检查设置中的服务地址和端口。',
    },
  },
  'broker-unreachable': {
    en: {
      what: 'The broker does not answer[ at {detail}].',
      next: 'Check host, port and firewall. Dockwall keeps trying.',
    },
    zh: {
      what: 'MQTT 服务器无响应[：{detail}]。',
      next: '请检查主机、端口和防火墙，系统会持续重试。',
    },
  },
  'broker-refused-login': {
    en: {
      what: 'The broker refused the user name or password.',
      next: 'Enter them again under Settings, My broker.',
    },
    zh: {
      what: 'MQTT 服务器拒绝了用户名或密码。',
      next: '请在“设置 → 自有 MQTT 服务”中重新填写。',
    },
  },
  'broker-certificate': {
    en: {
      what: 'There is no trusted encrypted connection to the broker[: {detail}].',
      next: 'Check the CA file, the client certificate and key if the broker asks for one, and the date of this computer.',
    },
    zh: {
      what: '无法与 MQTT 服务器建立受信任的加密连接[：{detail}]。',
      next: '请检查 CA 文件、服务器要求的客户端证书和私钥，以及本机日期。',
    },
  },
  'broker-protocol': {
    en: {
      what: 'What answers at this address does not speak MQTT as expected[: {detail}].',
      next: 'Check protocol, port and MQTT version in the settings.',
    },
    zh: {
      what: '该地址的服务不符合预期的 MQTT 协议[：{detail}]。',
      next: '请检查设置中的协议、端口和 MQTT 版本。',
    },
  },
  'broker-lost': {
    en: {
      what: 'The connection to the broker was lost[: {detail}].',
      next: 'Pictures that already run go on. Dockwall connects again by itself.',
    },
    zh: {
      what: '与 MQTT 服务器的连接已断开[：{detail}]。',
      next: '正在播放的画面不受影响，系统会自动重连。',
    },
  },
  'broker-client-id-taken': {
    en: {
      what: 'Another program keeps signing in with the client id of this station[: {detail}].',
      next: 'Close the other one, or give this station a client id of its own under Settings, My broker.',
    },
    zh: {
      what: '另一个程序正在反复使用本站的客户端 ID 登录[：{detail}]。',
      next: '请关闭该程序，或在“设置 → 自有 MQTT 服务”中为本站填写不同的客户端 ID。',
    },
  },
  'stations-unheard': {
    en: {
      what: 'The broker does not pass on what stations of this site tell each other[: {detail}].',
      next: 'Let this account publish and subscribe to that topic. Until then Dockwall stops no stream, because another station may watch it.',
    },
    zh: {
      what: 'MQTT 服务器未转发本站点各工作站之间的消息[：{detail}]。',
      next: '请允许该账号发布和订阅此主题。在此之前 Dockwall 不会停止任何直播，因为其他工作站可能正在观看。',
    },
  },
  'ingest-port-busy': {
    en: {
      what: 'Another program on this computer already uses the video port[ {detail}].',
      next: 'Close that program, or choose another video port in the settings.',
    },
    zh: {
      what: '视频接收端口[ {detail} ]已被本机其他程序占用。',
      next: '请关闭占用端口的程序，或在设置中更换端口。',
    },
  },
  'ingest-listen-failed': {
    en: {
      what: 'The video receiver could not start[: {detail}].',
      next: 'Check the video address and port in the settings.',
    },
    zh: {
      what: '视频接收服务无法启动[：{detail}]。',
      next: '请检查设置中的视频接收地址和端口。',
    },
  },
  'whip-port-busy': {
    en: {
      what: 'Another program on this computer already uses the WebRTC port[ {detail}]. Docks stream by RTMP meanwhile.',
      next: 'Close that program, or choose another WebRTC port in the settings.',
    },
    zh: {
      what: 'WebRTC 接收端口[ {detail} ]已被本机其他程序占用，机场暂以 RTMP 推流。',
      next: '请关闭占用端口的程序，或在设置中更换 WebRTC 端口。',
    },
  },
  'whip-listen-failed': {
    en: {
      what: 'The WebRTC receiver could not start[: {detail}]. Docks stream by RTMP meanwhile.',
      next: 'Check the video address and the WebRTC ports in the settings.',
    },
    zh: {
      what: 'WebRTC 接收服务无法启动[：{detail}]，机场暂以 RTMP 推流。',
      next: '请检查设置中的视频接收地址和 WebRTC 端口。',
    },
  },
  'ingest-crashed': {
    en: {
      what: 'The video receiver stopped unexpectedly[: {detail}].',
      next: 'It starts again by itself. If this repeats, send us the log.',
    },
    zh: {
      what: '视频接收服务意外停止[：{detail}]。',
      next: '服务会自动重启。如反复出现，请将日志发给我们。',
    },
  },
  'ingest-restarted': {
    en: {
      what: 'The video receiver had stopped[ ({detail})] and was started again.',
      next: 'Pictures come back by themselves. If this repeats, send us the crash reports.',
    },
    zh: {
      what: '视频接收曾意外停止[（{detail}）]，已自动重新启动。',
      next: '画面会自动恢复。如反复出现，请将崩溃报告发给我们。',
    },
  },
  'window-crashed': {
    en: {
      what: 'The window of the wall had stopped[ ({detail})] and was loaded again.',
      next: 'Nothing to do. If this repeats, send us the crash reports (Settings, Folders).',
    },
    zh: {
      what: '视频墙窗口曾意外停止[（{detail}）]，已自动重新加载。',
      next: '无需处理。如反复出现，请将崩溃报告（设置 → 文件夹）发给我们。',
    },
  },
  'app-restarted': {
    en: {
      what: 'Dockwall had a defect and has started itself again.',
      next: 'Nothing to do. Please send us the crash reports (Settings, Folders).',
    },
    zh: {
      what: 'Dockwall 遇到内部错误，已自动重新启动。',
      next: '无需处理。请将崩溃报告（设置 → 文件夹）发给我们。',
    },
  },
  'start-with-system-failed': {
    en: {
      what: 'Starting with the operating system could not be set[: {detail}].',
      next: 'Allow this user to change it, or add Dockwall to the start-up programs by hand.',
    },
    zh: {
      what: '无法设置开机自动启动[：{detail}]。',
      next: '请授予当前用户相应权限，或手动将 Dockwall 加入开机启动项。',
    },
  },
  'demo-failed': {
    en: {
      what: 'The simulated docks stopped[: {detail}].',
      next: 'They start again by themselves. If this stays or repeats, send us the log.',
    },
    zh: {
      what: '模拟机场已停止[：{detail}]。',
      next: '模拟机场会自动重启。如持续或反复出现，请将日志发给我们。',
    },
  },
  'binding-code-wrong': {
    en: {
      what: 'A dock[ ({detail})] used a wrong binding code or organisation id.',
      next: 'Compare both in DJI Pilot 2 with those under Settings, Connect docks.',
    },
    zh: {
      what: '机场[ {detail} ]使用的设备绑定码或组织 ID 不正确。',
      next: '请将 DJI Pilot 2 中的内容与“设置 → 机场接入”核对。',
    },
  },
  'diagnostics-failed': {
    en: {
      what: 'The diagnostics could not be saved[: {detail}].',
      next: 'Free some disk space or allow this user to write to the data folder of Dockwall.',
    },
    zh: {
      what: '诊断信息保存失败[：{detail}]。',
      next: '请清理磁盘空间，或授予当前用户 Dockwall 数据文件夹的写入权限。',
    },
  },
  'folder-missing': {
    en: {
      what: 'The folder could not be shown[: {detail}].',
      next: 'It appears once something has been saved there; otherwise choose another folder in the settings.',
    },
    zh: {
      what: '无法打开文件夹[：{detail}]。',
      next: '保存过内容后该文件夹才会出现；否则请在设置中另选文件夹。',
    },
  },
} satisfies Partial<Record<FaultCode, FaultTexts>>
