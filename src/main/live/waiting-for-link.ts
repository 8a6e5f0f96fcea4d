import type { StreamStatus } from '@shared/stream'
import type { Wall } from '@shared/wall'
import { wishesOf } from './wishes'

/**
 * The streams of a wall while nothing can be asked for, because there is no broker to ask by.
 * `since` in milliseconds since the epoch.
 */
export const waitingForLink = (wall: Wall, since: number): StreamStatus[] =>
  wishesOf(wall).map((wish) => ({
    videoId: wish.videoId,
    wish,
    state: { kind: 'waiting', for: 'link', since },
    confirmed: {},
    pending: [],
  }))
