import type { Figure, Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { whipNetwork } from './whip-network'
import { whipStart } from './whip-start'
import { whipTiles } from './whip-tiles'

/**
 * Pictures by WHIP: beside RTMP in the same run, from offer to picture, after a silent death, and
 * over bad networks.
 */
export async function whip(repeat: number): Promise<Outcome> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  try {
    const figures: Figure[] = []
    for (const part of [whipTiles, whipStart, whipNetwork])
      figures.push(...(await part(screen, repeat)))
    return { figures }
  } finally {
    screen.close()
  }
}
