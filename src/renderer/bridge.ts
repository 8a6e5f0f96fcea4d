import { CHANNELS } from '@shared/channels'
import type {
  Bridge,
  EventName,
  Events,
  RequestInput,
  RequestName,
  RequestOutput,
} from '@shared/contract'

/** The only file that touches what the preload put on the window. */
declare global {
  interface Window {
    readonly dockwall: Bridge
  }
}

const PORT_DEADLINE_MS = 5000

/**
 * Ask main. Resolves with what the contract says; rejects when main's door refused the request or
 * its handler failed, which is a defect and not an answer.
 */
export async function request<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
): Promise<RequestOutput[N]> {
  return (await window.dockwall.request(name, input)) as RequestOutput[N]
}

type Listener = (value: never) => void
const listeners = new Map<EventName, Set<Listener>>()
let unsubscribe: (() => void) | undefined

function dispatch(name: string, value: unknown): void {
  for (const listener of [...(listeners.get(name as EventName) ?? [])]) {
    try {
      listener(value as never)
    } catch (error) {
      // One listener's defect must not keep an event from its neighbours.
      reportError(error)
    }
  }
}

/** Listen to one event of main. Gives back its own off-switch, which may be called again. */
export function on<E extends EventName>(
  event: E,
  listener: (value: Events[E]) => void,
): () => void {
  const heard = (value: Events[E]): void => listener(value)
  const known = listeners.get(event) ?? new Set()
  listeners.set(event, known.add(heard))
  unsubscribe ??= window.dockwall.subscribe(dispatch)
  return () => {
    known.delete(heard)
    if ([...listeners.values()].some((set) => set.size > 0)) return
    unsubscribe?.()
    unsubscribe = undefined
  }
}

const claims = new Map<string, (port: MessagePort) => void>()
let listeningForPorts = false

function receivePort(event: MessageEvent): void {
  const message: unknown = event.data
  if (event.source !== window || typeof message !== 'object' || message === null) return
  const { kind, subscription } = message as { kind?: unknown; subscription?: unknown }
  if (kind !== CHANNELS.port) return
  const [port, ...more] = event.ports
  const claim = typeof subscription === 'string' ? claims.get(subscription) : undefined
  if (port && claim && more.length === 0) claim(port)
  else for (const unclaimed of event.ports) unclaimed.close()
}

/**
 * Wait for the port of a subscription; call it before the `player.open` request that causes it.
 * Rejects when no port came within five seconds or when the subscription is already waited for.
 * A port that nobody waits for is closed, so that its sender stops.
 */
export function openPort(subscription: string): Promise<MessagePort> {
  if (!listeningForPorts) {
    listeningForPorts = true
    window.addEventListener('message', receivePort)
  }
  return new Promise((resolve, reject) => {
    if (claims.has(subscription)) {
      reject(new Error(`port of ${subscription} is already waited for`))
      return
    }
    const deadline = setTimeout(() => {
      claims.delete(subscription)
      reject(new Error(`no port for ${subscription}`))
    }, PORT_DEADLINE_MS)
    claims.set(subscription, (port) => {
      clearTimeout(deadline)
      claims.delete(subscription)
      resolve(port)
    })
  })
}
