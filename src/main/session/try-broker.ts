import type { Fault } from '@shared/fault'
import { linkName, type BrokerLink } from './broker-link'
import { linkFault } from './link-fault'
import { MqttConnection } from './mqtt-connection'

const DEADLINE = 8000

interface TryOptions {
  link: BrokerLink
  now: () => number
  schedule: (callback: () => void, ms: number) => () => void
  deadline?: number
}

/**
 * Connect to a broker once and leave again. Answers within the deadline whatever the broker does.
 * Uses a client id of its own, so that a running station is not pushed off.
 */
export const tryBroker = (
  options: TryOptions,
): Promise<{ ok: true } | { ok: false; fault: Fault }> => {
  const { now, schedule, deadline = DEADLINE } = options
  const link = { ...options.link, clientId: `${options.link.clientId}-try`.slice(-64) }
  return new Promise((resolve) => {
    const answer = (error?: unknown): void => {
      callOff()
      connection.close()
      if (error === undefined) return resolve({ ok: true })
      const { code, detail } = linkFault(error)
      resolve({ ok: false, fault: { code, at: now(), detail: `${linkName(link)}, ${detail}` } })
    }
    const connection = new MqttConnection([], {
      onUp: () => answer(),
      onMessage: () => undefined,
      onEnd: (end) => answer(end.error),
    })
    const callOff = schedule(() => answer(new Error('no answer in time')), deadline)
    void connection.open(link)
  })
}
