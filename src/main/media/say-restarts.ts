import type { Fault } from '@shared/fault'
import type { IngestState } from '@shared/site'

/** Says, once the media process is back, that it was gone. */
export function sayRestarts(
  media: { onState(listener: (state: IngestState) => void): unknown },
  say: (fault: Fault) => void,
  now: () => number,
): void {
  let crash: Fault | undefined
  media.onState((state) => {
    if (state.kind === 'failed') {
      if (state.fault.code === 'ingest-crashed') crash = state.fault
    } else if (state.kind === 'listening' && crash !== undefined) {
      const { detail } = crash
      crash = undefined
      say({ code: 'ingest-restarted', at: now(), ...(detail === undefined ? {} : { detail }) })
    }
  })
}
