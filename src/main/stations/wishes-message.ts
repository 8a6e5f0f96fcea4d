import { videoIdSchema } from '@shared/wall'
import { PUSH_PROTOCOLS } from '@shared/stream'
import * as z from 'zod'
import type { SharedWish, Station } from './station'

/** Fits the largest wall with room to spare. */
const MOST_BYTES = 32 * 1024
const MOST_WISHES = 64

/** Seconds: shorter only loads the broker, longer leaves the streams of a dead station alone too long. */
const leaseSchema = z.int().min(10).max(600)

const wishSchema = z.object({
  videoId: videoIdSchema,
  gatewaySn: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
  protocol: z.enum(PUSH_PROTOCOLS),
  quality: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  lens: z.string().max(24).optional(),
  position: z.union([z.literal(0), z.literal(1)]).optional(),
  at: z.int().min(0),
  pictures: z.boolean(),
})

const messageSchema = z.object({
  version: z.literal(1),
  lease: leaseSchema,
  able: z.boolean(),
  wishes: z.array(wishSchema).max(MOST_WISHES),
})

/** What a station publishes; `lease` in seconds. Wishes beyond the most that one may tell are left out. */
export const writeWishes = ({ able, wishes }: Omit<Station, 'id'>, lease: number): string =>
  JSON.stringify({ version: 1, lease, able, wishes: wishes.slice(0, MOST_WISHES) })

/** What a message says; `lease` in seconds. */
export interface ReadWishes {
  lease: number
  station: Station
}

/**
 * Reads what the station `id` published. Fields that a later version adds are left out; undefined for
 * anything that is not a message of this version, as a whole: half of a station's wishes is not what
 * it wants. Never throws.
 */
export const readWishes = (id: string, payload: Uint8Array): ReadWishes | undefined => {
  if (payload.byteLength > MOST_BYTES) return undefined
  const checked = messageSchema.safeParse(jsonOf(payload))
  if (!checked.success) return undefined
  const { able, lease, wishes } = checked.data
  const seen = new Set(wishes.map(({ videoId }) => videoId))
  if (seen.size !== wishes.length) return undefined
  return { lease, station: { id, able, wishes: wishes.map(withoutAbsent) } }
}

const withoutAbsent = ({ lens, position, ...wish }: z.infer<typeof wishSchema>): SharedWish => ({
  ...wish,
  ...(lens === undefined ? {} : { lens }),
  ...(position === undefined ? {} : { position }),
})

const jsonOf = (payload: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return undefined
  }
}
