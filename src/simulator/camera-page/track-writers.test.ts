import { expect, test, vi } from 'vitest'
import { TrackWriters } from './track-writers'

interface Picture {
  name: string
  closed: boolean
}

/** As much of a VideoFrame as is used. */
const picture = (name: string, made: Picture[]): VideoFrame => {
  const one = { name, closed: false }
  made.push(one)
  return {
    clone: () => picture(`${name}'`, made),
    close: () => void (one.closed = true),
    name,
  } as unknown as VideoFrame
}

const nameOf = (frame: VideoFrame): string => (frame as unknown as Picture).name

/** A track that takes so many pictures before its reader comes. */
function track(room = 10) {
  const got: string[] = []
  const pictures = new WritableStream<VideoFrame>(
    { write: (frame) => void got.push(nameOf(frame)) },
    { highWaterMark: room },
  )
  return { got, pictures }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

test('each track gets copies of the pictures of its camera, the original stays open', async () => {
  const tracks = new TrackWriters()
  const made: Picture[] = []
  const [one, two] = [track(), track()]
  tracks.obey({ kind: 'track', publisher: 1, camera: 7, lag: 0, pictures: one.pictures })
  tracks.obey({ kind: 'track', publisher: 2, camera: 8, lag: 0, pictures: two.pictures })
  expect([tracks.wants(7), tracks.wants(9)]).toEqual([true, false])
  tracks.write(7, picture('a', made))
  tracks.write(7, picture('b', made))
  await settled()
  expect(one.got).toEqual(["a'", "b'"])
  expect(two.got).toEqual([])
  expect(made.find(({ name }) => name === 'a')?.closed).toBe(false)
  tracks.obey({ kind: 'untrack', publisher: 1 })
  expect(tracks.wants(7)).toBe(false)
  tracks.write(7, picture('c', made))
  await settled()
  expect(one.got).toHaveLength(2)
})

test('a track that is behind gets the next picture, the one left out is closed', async () => {
  const tracks = new TrackWriters()
  const made: Picture[] = []
  let read = (): void => undefined
  const got: string[] = []
  const pictures = new WritableStream<VideoFrame>(
    {
      write: (frame) => {
        got.push(nameOf(frame))
        return new Promise((done) => (read = done))
      },
    },
    { highWaterMark: 1 },
  )
  tracks.obey({ kind: 'track', publisher: 1, camera: 1, lag: 0, pictures })
  await settled()
  for (const name of ['a', 'b', 'c']) tracks.write(1, picture(name, made))
  expect(made.filter(({ closed }) => closed).map(({ name }) => name)).toEqual(["b'", "c'"])
  read()
  await settled()
  tracks.write(1, picture('d', made))
  await settled()
  expect(got).toEqual(["a'", "d'"])
})

test('a track that lags gets its pictures later, one that has ended none', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const tracks = new TrackWriters()
  const made: Picture[] = []
  const { got, pictures } = track()
  tracks.obey({ kind: 'track', publisher: 1, camera: 1, lag: 20, pictures })
  tracks.write(1, picture('a', made))
  vi.advanceTimersByTime(19)
  await settled()
  expect(got).toEqual([])
  vi.advanceTimersByTime(1)
  await settled()
  expect(got).toEqual(["a'"])
  tracks.write(1, picture('b', made))
  tracks.obey({ kind: 'untrack', publisher: 1 })
  vi.advanceTimersByTime(20)
  expect(made.find(({ name }) => name === "b'")?.closed).toBe(true)
  vi.useRealTimers()
})
