import type { Push, PushWish } from '../dock/dock-needs'
import type { PushNeeds } from './push-needs'
import { RtmpPush } from './rtmp-push'
import { WhipPush } from './whip/whip-push'

/** Pushes what a station wishes by the protocol it wishes. */
export function startPush(wish: PushWish, needs: PushNeeds): Push {
  return wish.protocol === 'whip' ? new WhipPush(wish, needs) : new RtmpPush(wish, needs)
}
