import type { PullSource } from '@shared/media-server'
import { readAddress } from './read-address'

interface Way {
  schemes: readonly string[]
  /** What FFmpeg may open on behalf of this source: no files, no protocol nobody named. */
  whitelist: string
  input: readonly string[]
}

/** libavformat 59, FFmpeg 5, gave the option for a timeout of RTSP its name. */
const RTSP_TIMEOUT = 59
/** Microseconds until a server that says nothing is given up. */
const SILENCE = '6000000'

const rtmp: Way = {
  schemes: ['rtmp:', 'rtmps:'],
  whitelist: 'rtmp,rtmps,tls,tcp',
  input: ['-rw_timeout', SILENCE, '-rtmp_buffer', '100', '-f', 'flv'],
}
const hls: Way = {
  schemes: ['http:', 'https:'],
  whitelist: 'hls,http,https,httpproxy,tls,tcp,crypto',
  // From the newest segment on.
  input: ['-rw_timeout', SILENCE, '-live_start_index', '-1', '-f', 'hls'],
}
const rtsp = (libavformat: number): Way => ({
  schemes: ['rtsp:', 'rtsps:'],
  whitelist: 'rtsp,rtsps,rtp,tls,tcp',
  input: [
    ...['-rtsp_transport', 'tcp', '-allowed_media_types', 'video'],
    ...[libavformat >= RTSP_TIMEOUT ? '-timeout' : '-stimeout', SILENCE, '-f', 'rtsp'],
  ],
})

const wayOf = ({ by }: PullSource, libavformat: number): Way => {
  if (by === 'rtsp') return rtsp(libavformat)
  return by === 'hls' ? hls : rtmp
}

/**
 * The arguments with which FFmpeg fetches a source and writes its pictures, as they are, to its
 * output as FLV, with as little delay as it can. Nothing where the address is not one of that kind.
 * What it reads to know the stream is kept: with `-fflags nobuffer` it would throw the first key
 * picture away and wait for the next.
 */
export const ffmpegArguments = (source: PullSource, libavformat: number): string[] | undefined => {
  const { schemes, whitelist, input } = wayOf(source, libavformat)
  const url = readAddress(source.url, schemes)
  if (!url) return undefined
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'verbose'],
    ...['-protocol_whitelist', whitelist],
    ...['-probesize', '100000', '-analyzeduration', '500000', ...input, '-i', url.href],
    ...['-map', '0:v:0', '-c', 'copy', '-an', '-sn', '-dn'],
    ...['-f', 'flv', '-flvflags', 'no_duration_filesize', '-flush_packets', '1', 'pipe:1'],
  ]
}
