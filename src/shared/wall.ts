import * as z from 'zod'
import { PUSH_PROTOCOLS } from './stream'

/** How many tiles a wall shows. */
export const GRIDS = [1, 4, 6, 9, 16, 25] as const
export type Grid = (typeof GRIDS)[number]
const MAX_TILES = 25

/** Which player shows a tile: `now` is WebCodecs and newest wins, `smooth` is mpegts.js. */
export const PLAYERS = ['now', 'smooth'] as const
export type PlayerKind = (typeof PLAYERS)[number]

export const videoIdSchema = z
  .string()
  .max(128)
  .regex(/^[A-Za-z0-9_-]+\/[A-Za-z0-9_-]+\/[A-Za-z0-9_-]+$/)

export const tileSchema = z.strictObject({
  /** DJI video id `sn/camera_index/video_index`. */
  videoId: videoIdSchema,
  /** The gateway that lists the source. */
  gatewaySn: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9]+$/),
  /** What the operator sees when the device is not there to be asked. */
  title: z.string().max(120).default(''),
  /** Whether the stream is wanted. */
  on: z.boolean().default(true),
  protocol: z.enum(PUSH_PROTOCOLS).default('auto'),
  quality: z
    .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .default(0),
  /** Absent leaves the lens as it is. */
  lens: z.string().max(24).optional(),
  /** 0 inside, 1 outside; absent leaves the dock camera where it is. */
  position: z.union([z.literal(0), z.literal(1)]).optional(),
  player: z.enum(PLAYERS).default('now'),
})
export type Tile = z.infer<typeof tileSchema>

/**
 * The wall as plain data: what `--wall=FILE` reads and what survives a restart.
 * Tiles beyond `grid` are kept, out of sight and not wanted, so that a smaller grid loses nothing.
 */
export const wallSchema = z.strictObject({
  version: z.literal(1),
  grid: z.union([
    z.literal(1),
    z.literal(4),
    z.literal(6),
    z.literal(9),
    z.literal(16),
    z.literal(25),
  ]),
  tiles: z.array(tileSchema.nullable()).max(MAX_TILES),
})
export type Wall = z.infer<typeof wallSchema>

/**
 * A source is pushed once, whoever shows it: where tiles of one source differ in what they want, the
 * first one counts.
 */
export function oneWishForEachSource(wall: Wall): Wall {
  const first = new Map<string, Tile>()
  const tiles = wall.tiles.map((tile) => {
    if (tile === null) return null
    const leader = first.get(tile.videoId)
    if (leader === undefined) {
      first.set(tile.videoId, tile)
      return tile
    }
    const { title, player } = tile
    return { ...leader, title, player }
  })
  return { ...wall, tiles }
}

export const emptyWall = (): Wall => ({ version: 1, grid: 4, tiles: [] })
