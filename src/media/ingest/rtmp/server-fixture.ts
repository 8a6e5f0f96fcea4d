import { readFileSync } from 'node:fs'
import { writeAvcC } from '@protocol/h264/avcc'
import { annexBNals, joinNals, NAL, nalType } from '@protocol/h264/nal-units'
import { Hub } from '../../hub/hub'
import type { StreamViewer } from '../../hub/hub-stream'
import { ExpectedStreams, type ExpectedStream } from '../expected-streams'
import { RtmpServer } from './rtmp-server'

const file = new URL('../../../protocol/h264/fixtures/baseline.h264', import.meta.url)
const nals = annexBNals(new Uint8Array(readFileSync(file))) ?? []
/** A slice whose first_mb_in_slice is zero, a single set bit, begins a picture. */
const pictures = () => {
  const all: Uint8Array[][] = []
  for (const nal of nals.filter((each) => nalType(each) <= NAL.idr)) {
    if (((nal[1] ?? 0) & 0x80) !== 0) all.push([])
    all.at(-1)?.push(nal)
  }
  return all
}
const of = (type: number) => nals.filter((nal) => nalType(nal) === type).slice(0, 1)

/** For tests: what x264 made, as a publisher would push it. */
export const RECORD = writeAvcC(of(NAL.sps), of(NAL.pps))
export const UNITS = pictures().map((slices) => ({
  data: joinNals(slices),
  key: slices.some((slice) => nalType(slice) === NAL.idr),
}))

/** For tests: a listening server with a clock of its own, and everything it says. */
export const startServer = async (streams = [{ stream: 'one', key: 'k' }]) => {
  const clock = { now: 1_000_000 }
  const said: string[] = []
  const listeners = new Set<() => void>()
  const say = (text: string) => {
    said.push(text)
    for (const listener of listeners) listener()
  }
  const hub = new Hub(() => clock.now)
  const events = {
    publisher: (stream: string, event: string, reason: string) =>
      say(`${stream} ${event}${event === 'ended' ? ` ${reason}` : ''}`),
    refused: (reason: string) => say(`refused ${reason}`),
    dropped: (stream: string, problem: string) => say(`${stream} dropped ${problem}`),
  }
  const expected = new ExpectedStreams()
  const server = new RtmpServer(hub, expected, events, () => clock.now)
  const expectStreams = (list: readonly ExpectedStream[]) => {
    expected.set(list)
    server.recheck()
  }
  expectStreams(streams)
  const listening = await server.listen('127.0.0.1', 0)
  if (listening.kind !== 'listening') throw new Error(listening.detail)
  /** Resolves once this was said, now or later. */
  const heard = (text: string) =>
    new Promise<void>((done) => {
      const look = () => {
        if (!said.includes(text)) return
        listeners.delete(look)
        done()
      }
      listeners.add(look)
      look()
    })
  /** Resolves with the sizes of the first `count` units of a stream. */
  const units = (stream: string, count: number) =>
    new Promise<number[]>((done) => {
      const sizes: number[] = []
      const viewer: StreamViewer = {
        unit: ({ data }) => {
          sizes.push(data.length)
          if (sizes.length === count) done([...sizes])
        },
        state: () => {},
      }
      hub.stream(stream).watch(viewer)
    })
  return { server, expectStreams, hub, clock, said, heard, units, port: listening.port }
}
