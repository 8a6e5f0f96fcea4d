import type { StreamState } from '@shared/stream'
import { afterEach, describe, expect, test } from 'vitest'
import { showLanguage } from '../i18n/i18n'
import { stateWords } from './state-words'

const since = 1_000_000
const now = since + 12_000
const fault = { code: 'no-reply', at: since } as const

const states: [StreamState, string, string][] = [
  [{ kind: 'off' }, 'off Stopped', 'off 已停止'],
  [
    { kind: 'waiting', for: 'link', since },
    'waiting Waiting for the broker 12 s',
    'waiting 等待 MQTT 连接 12 秒',
  ],
  [
    { kind: 'waiting', for: 'gateway', since },
    'waiting Waiting for the dock 12 s',
    'waiting 等待机场上线 12 秒',
  ],
  [
    { kind: 'waiting', for: 'aircraft', since },
    'waiting Waiting for the aircraft 12 s',
    'waiting 等待飞行器 12 秒',
  ],
  [
    { kind: 'waiting', for: 'camera', since },
    'waiting Waiting for the camera 12 s',
    'waiting 等待相机 12 秒',
  ],
  [
    { kind: 'waiting', for: 'slot', since },
    'waiting Waiting for a free stream 12 s',
    'waiting 等待空闲直播路数 12 秒',
  ],
  [
    { kind: 'waiting', for: 'ingest', since },
    'waiting Waiting for the video receiver 12 s',
    'waiting 等待视频接收服务 12 秒',
  ],
  [
    { kind: 'waiting', for: 'station', since },
    'waiting Waiting for another station 12 s',
    'waiting 等待其他工作站 12 秒',
  ],
  [{ kind: 'starting', attempt: 2, since }, 'waiting Starting 12 s', 'waiting 正在开始 12 秒'],
  [{ kind: 'accepted', since }, 'waiting Waiting for pictures 12 s', 'waiting 等待画面 12 秒'],
  [{ kind: 'live', since, adopted: false }, 'live Live', 'live 直播中'],
  [{ kind: 'stalled', since }, 'warning No new pictures 12 s', 'warning 画面停滞 12 秒'],
  [
    { kind: 'retrying', at: now + 4500, attempt: 3, fault },
    'warning Trying again in 5 s · attempt 3',
    'warning 即将重试 5 秒后 · 第 3 次',
  ],
  [{ kind: 'failed', fault }, 'fault Failed', 'fault 失败'],
  [{ kind: 'stopping', since }, 'waiting Stopping 12 s', 'waiting 正在停止 12 秒'],
]
const line = (state: StreamState): string => {
  const { tone, word, time } = stateWords(state, now)
  return [tone, word, time].filter(Boolean).join(' ')
}

afterEach(() => showLanguage('en'))

describe('the words of a state', () => {
  test.each(states)('%o', (state, en, zh) => {
    expect(line(state)).toBe(en)
    showLanguage('zh')
    expect(line(state)).toBe(zh)
  })

  test('whatever waits says what will end the wait', () => {
    for (const language of ['en', 'zh'] as const) {
      showLanguage(language)
      for (const [state] of states) {
        const { why } = stateWords(state, now)
        const spoken = state.kind === 'retrying' || state.kind === 'failed' || state.kind === 'live'
        expect(why === undefined, state.kind).toBe(spoken)
        expect(why ?? '').not.toContain('state.')
      }
    }
  })

  test('the attempt is told while starting; a joined stream says so', () => {
    expect(stateWords({ kind: 'starting', attempt: 7, since }, now).why).toContain('attempt 7')
    expect(stateWords({ kind: 'live', since, adopted: true }, now).why).toContain('joined')
  })

  test('a retry that is due says zero, never a negative number', () => {
    const state: StreamState = { kind: 'retrying', at: now - 9000, attempt: 1, fault }
    expect(stateWords(state, now).time).toBe('in 0 s · attempt 1')
  })
})
