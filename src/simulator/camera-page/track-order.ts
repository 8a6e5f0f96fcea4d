/** What the page tells its worker: pictures of a camera are wanted in a track, or no longer. */
export type TrackOrder =
  | {
      kind: 'track'
      publisher: number
      camera: number
      lag: number
      pictures: WritableStream<VideoFrame>
    }
  | { kind: 'untrack'; publisher: number }
