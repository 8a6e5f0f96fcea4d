import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseVideoId, writeVideoId } from './video-id'

test('a video id has three parts', () => {
  const id = { sn: '1581F6Q8D23B00A7K0M1', cameraIndex: '81-0-0', videoIndex: 'normal-0' }
  expect(parseVideoId('1581F6Q8D23B00A7K0M1/81-0-0/normal-0')).toEqual(id)
  expect(writeVideoId(id)).toBe('1581F6Q8D23B00A7K0M1/81-0-0/normal-0')
})

test.each([
  '',
  '//',
  'A/81-0-0',
  'A/81-0-0/normal-0/x',
  'A/81_0/normal-0',
  'A B/1-0-0/n',
  'A/../n',
])('%j is none', (text) => {
  expect(parseVideoId(text)).toBeUndefined()
})

test('whatever is read is written back as it was', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_/-]{0,40}$/)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(part, part, part).map((p) => p.join('/')),
      ),
      (text) => {
        const id = parseVideoId(text)
        expect(id ? writeVideoId(id) : text).toBe(text)
      },
    ),
  )
})
