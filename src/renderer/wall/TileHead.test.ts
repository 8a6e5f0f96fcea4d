import type { StreamStatus } from '@shared/stream'
import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { showLanguage } from '../i18n/i18n'
import TileHead from './TileHead.vue'

afterEach(() => showLanguage('en'))
const meter = {
  publishing: true,
  bitrate: 2_000_000,
  fps: 30,
  width: 1280,
  height: 720,
  lastUnit: 1,
  lastKey: 1,
  dropped: 0,
}
const facts = (ways: Pick<StreamStatus, 'protocol' | 'fetched'>): string =>
  mount(TileHead, {
    props: {
      device: 'North',
      camera: 'Dock camera',
      words: { tone: 'live', word: 'Live' },
      status: {
        videoId: 'D1/165-0-7/normal-0',
        state: { kind: 'live', since: 0, adopted: false },
        confirmed: {},
        pending: [],
        meter,
        ...ways,
      },
      age: undefined,
      legs: undefined,
      facts: true,
    },
  })
    .get('[role=group]')
    .text()

test('the facts say which way pictures come', () => {
  expect(facts({ protocol: 'whip' })).toMatch(/ · WebRTC$/)
  expect(facts({ protocol: 'whip', fetched: 'whep' })).toMatch(
    / · pushed by WebRTC, fetched by WHEP$/,
  )
  expect(facts({ fetched: 'http-flv' })).toMatch(/ · fetched by HTTP-FLV$/)
  showLanguage('zh')
  expect(facts({ protocol: 'rtmp', fetched: 'whep' })).toMatch(/ · RTMP 推流，WHEP 获取$/)
})
