import { expect, test, vi } from 'vitest'
import { FfmpegProgram, readVersion } from './ffmpeg-program'

vi.setConfig({ testTimeout: 30_000 })

const DEBIAN = `ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers
built with gcc 12 (Debian 12.2.0-14+deb12u1)
libavutil      57. 28.100 / 57. 28.100
libavcodec     59. 37.100 / 59. 37.100
libavformat    59. 27.100 / 59. 27.100
`
const GIT = 'ffmpeg version N-112345-gabc Copyright\nlibavformat    60. 16.100 / 60. 16.100\n'
const OLD = 'ffmpeg version 3.4.11 Copyright\nlibavformat    57. 83.100 / 57. 83.100\n'

test('versions are read by the library, whatever the program calls itself', () => {
  expect(readVersion('f', DEBIAN)).toEqual({ kind: 'usable', program: 'f', libavformat: 59 })
  expect(readVersion('f', GIT)).toEqual({ kind: 'usable', program: 'f', libavformat: 60 })
  const detail = 'ffmpeg version 3.4.11 Copyright'
  expect(readVersion('f', OLD)).toEqual({ kind: 'ffmpeg-old', detail })
  expect(readVersion('f', '')).toMatchObject({ kind: 'ffmpeg-old' })
})

test('one that is not there is looked for again after a while, not each time', async () => {
  let now = 0
  const program = new FfmpegProgram(() => now)
  program.use('/nowhere/ffmpeg')
  const first = program.check()
  expect(await first).toMatchObject({ kind: 'ffmpeg-missing', detail: 'ENOENT' })
  expect(program.check()).toBe(first)
  now = 10_000
  expect(program.check()).not.toBe(first)
  const other = program.check()
  program.use('/nowhere/else')
  expect(program.check()).not.toBe(other)
})

test('another program of that name, and a name no program has', async () => {
  const program = new FfmpegProgram(() => 0)
  program.use(process.execPath)
  expect(await program.check()).toMatchObject({ kind: 'ffmpeg-missing' })
  program.use('a\0b')
  expect(await program.check()).toMatchObject({ kind: 'ffmpeg-missing' })
})
