import type { FaultCode } from '@shared/fault'
import type { OutletFormat } from '@shared/media-contract'
import { openPort, request } from '../bridge'

export type OpenedStream = { ok: true; port: MessagePort } | { ok: false; fault?: FaultCode }

/** Ask main for a port of a stream. Never rejects; a fault is given when main named one. */
export async function openStream(videoId: string, format: OutletFormat): Promise<OpenedStream> {
  const subscription = crypto.randomUUID()
  // Waited for before it is asked for: the port may come before the answer.
  const port = openPort(subscription).catch(() => undefined)
  try {
    const outcome = await request('player.open', { subscription, videoId, format })
    if (!outcome.ok) return { ok: false, fault: outcome.fault.code }
    const opened = await port
    return opened ? { ok: true, port: opened } : { ok: false }
  } catch {
    return { ok: false }
  }
}
