import { beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeFrame } from './fixtures/fake-codec'
import { TrackSink } from './track-sink'

/** A track that takes a picture only when the test says so. */
function slowTrack() {
  const taken: string[] = []
  let go: (() => void) | undefined
  const writable = new WritableStream<VideoFrame>({
    write: (frame) =>
      new Promise((resolve) => {
        go = () => {
          taken.push((frame as unknown as FakeFrame).label)
          frame.close()
          resolve()
        }
      }),
  })
  const next = async (): Promise<void> => {
    await vi.waitFor(() => expect(go).toBeDefined())
    go?.()
    go = undefined
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { writable, taken, next }
}
const frame = (label: string): VideoFrame => new FakeFrame(0, label).frame

beforeEach(() => {
  FakeFrame.open = 0
})

describe('TrackSink', () => {
  test('writes each picture to a track that keeps up', async () => {
    const { writable, taken, next } = slowTrack()
    const sink = new TrackSink(writable)
    for (const label of ['a', 'b', 'c']) {
      sink.paint(frame(label))
      await next()
    }
    expect(taken).toEqual(['a', 'b', 'c'])
    expect(FakeFrame.open).toBe(0)
  })

  test('keeps only the newest while the track is busy', async () => {
    const { writable, taken, next } = slowTrack()
    const sink = new TrackSink(writable)
    for (const label of ['a', 'b', 'c', 'd']) sink.paint(frame(label))
    expect(FakeFrame.open).toBe(2)
    await next()
    await next()
    expect(taken).toEqual(['a', 'd'])
    expect(FakeFrame.open).toBe(0)
  })

  test('closes whatever it gets once the track has ended', async () => {
    const writable = new WritableStream<VideoFrame>({
      write: () => Promise.reject(new Error('the track ended')),
    })
    const sink = new TrackSink(writable)
    sink.paint(frame('a'))
    await vi.waitFor(() => expect(FakeFrame.open).toBe(0))
    sink.paint(frame('b'))
    expect(FakeFrame.open).toBe(0)
  })

  test('closing it closes what waits', () => {
    const { writable } = slowTrack()
    const sink = new TrackSink(writable)
    for (const label of ['a', 'b']) sink.paint(frame(label))
    sink.close()
    sink.paint(frame('c'))
    // The one that the track has in its hands is the track's.
    expect(FakeFrame.open).toBe(1)
  })
})
