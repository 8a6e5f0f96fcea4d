import type { WebContents } from 'electron'
import type { Outcome } from '@shared/contract'
import type { OutletFormat } from '@shared/media-contract'
import type { Handlers } from './door'
import { isPng, saveSnapshot, snapshotName } from './snapshot-file'

export interface PictureNeeds {
  /** Gives the window a port on which the pictures of a stream come. */
  open(
    opened: { subscription: string; videoId: string; format: OutletFormat },
    window: WebContents,
  ): Outcome
  snapshotFolder(): string
  now(): number
}

export function pictureHandlers(
  needs: PictureNeeds,
): Pick<Handlers, 'player.open' | 'snapshot.save'> {
  return {
    'player.open': (opened, window) => needs.open(opened, window),
    'snapshot.save': async ({ videoId, png }) => {
      const at = needs.now()
      const failed = (detail: string) =>
        ({ ok: false, fault: { code: 'snapshot-failed', at, detail } }) as const
      if (!isPng(png)) return failed('not a PNG picture')
      const name = snapshotName(videoId, new Date(at))
      return saveSnapshot(needs.snapshotFolder(), name, png).then(
        (file) => ({ ok: true, file }) as const,
        (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
      )
    },
  }
}
