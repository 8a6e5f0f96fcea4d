import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fillTemplate,
  MEDIA_SERVER_TEMPLATES,
  NOT_OFFERED,
  TEMPLATE_NAMES,
  templateOf,
  templateProblem,
} from './media-templates'

test('the addresses that come with a server have no problem', () => {
  for (const templates of Object.values(MEDIA_SERVER_TEMPLATES))
    for (const name of TEMPLATE_NAMES)
      expect([name, templateProblem(name, templates[name])]).toEqual([name, undefined])
})

test('what was written goes before what comes with the server; - takes it away', () => {
  expect(templateOf('srs', 'whep', '')).toContain('/rtc/v1/whep/?')
  expect(templateOf('srs', 'whep', ' http://a/{stream} ')).toBe('http://a/{stream}')
  expect(templateOf('srs', 'whep', NOT_OFFERED)).toBeUndefined()
  expect(templateOf('custom', 'whep', '')).toBeUndefined()
  expect(templateOf('none', 'whep', 'http://a/{stream}')).toBeUndefined()
})

test('filled: names, IPv4 and IPv6 addresses', () => {
  const values = { app: 'live', stream: 'sn_81-0-0_normal-0_k' }
  const { hls, whipPublish } = MEDIA_SERVER_TEMPLATES.srs
  expect(fillTemplate(hls, { host: 'srs.example.net', ...values })).toBe(
    'http://srs.example.net:8080/live/sn_81-0-0_normal-0_k.m3u8',
  )
  for (const host of ['fd00::5', '[fd00::5]'])
    expect(fillTemplate(whipPublish, { host, ...values })).toBe(
      'http://[fd00::5]:1985/rtc/v1/whip/?app=live&stream=sn_81-0-0_normal-0_k',
    )
})

test.each([
  ['no-url', 'whep', 'server/{stream}'],
  ['no-url', 'whep', 'http://'],
  ['no-url', 'rtmpPublish', 'rtmp:///live/{stream}'],
  ['no-url', 'hls', 'http://a b/{stream}'],
  ['wrong-scheme', 'wsFlv', 'http://{host}/{stream}.flv'],
  ['wrong-scheme', 'rtmpPublish', 'rtmps://{host}/live/{stream}'],
  ['unknown-placeholder', 'rtsp', 'rtsp://{host}/{name}/{stream}'],
  ['unknown-placeholder', 'rtsp', 'rtsp://{host}/{stream'],
  ['no-stream', 'whipPublish', 'http://{host}/live/whip'],
] as const)('%s: %s %s', (problem, name, template) => {
  expect(templateProblem(name, template)).toBe(problem)
})

test('whatever is typed: a template without a problem fills to an address of its own scheme', () => {
  const typed = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `rtsp://{host}/${rest}{stream}`),
  )
  fc.assert(
    fc.property(typed, (template) => {
      if (template.trim() === '' || template.trim() === NOT_OFFERED) return
      if (templateProblem('rtsp', template) !== undefined) return
      const url = new URL(fillTemplate(template, { host: 'h', app: 'live', stream: 'sn_1' }))
      expect(url.protocol).toMatch(/^rtsps?:$/)
      expect(url.href).toContain('sn_1')
    }),
  )
})
