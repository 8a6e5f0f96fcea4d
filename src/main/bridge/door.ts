import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { CHANNELS } from '@shared/channels'
import {
  requests,
  type EventName,
  type Events,
  type RequestInput,
  type RequestName,
  type RequestOutput,
} from '@shared/contract'

type Handler<N extends RequestName> = (
  input: RequestInput<N>,
  sender: WebContents,
) => RequestOutput[N] | Promise<RequestOutput[N]>

/** Every handler by name: a request without one does not compile. */
export type Handlers = { [N in RequestName]: Handler<N> }

export interface DoorNeeds {
  ipc: Pick<IpcMain, 'handle'>
  /** Is this the address of a page of ours? */
  isOwn(address: string): boolean
  /** Every window that shall hear events. */
  listeners(): Iterable<Pick<WebContents, 'send' | 'isDestroyed'>>
  refused(reason: string): void
}

/**
 * The one door between windows and main. It checks who asks (a main frame of a page of ours) and
 * what is asked (the contract's schema), then calls the handler; a refusal is an error the caller
 * sees, never silence.
 */
export class Door {
  constructor(private readonly needs: DoorNeeds) {}

  /** Opens the door. Called once. */
  open(handlers: Handlers): void {
    this.needs.ipc.handle(CHANNELS.request, (event, name: unknown, input: unknown) => {
      if (!this.isWelcome(event)) return this.refuse('a foreign page')
      if (typeof name !== 'string' || !Object.hasOwn(requests, name))
        return this.refuse('an unknown request')
      return this.answer(handlers, name as RequestName, { input, sender: event.sender })
    })
  }

  /** Tells every window. */
  tell<E extends EventName>(event: E, value: Events[E]): void {
    for (const contents of this.needs.listeners())
      if (!contents.isDestroyed()) contents.send(CHANNELS.event, event, value)
  }

  private answer<N extends RequestName>(
    handlers: Handlers,
    name: N,
    asked: { input: unknown; sender: WebContents },
  ): RequestOutput[N] | Promise<RequestOutput[N]> {
    const checked = requests[name].safeParse(asked.input)
    if (!checked.success) return this.refuse(`${name} with bad input`)
    return handlers[name](checked.data as RequestInput<N>, asked.sender)
  }

  private isWelcome(event: IpcMainInvokeEvent): boolean {
    const frame = event.senderFrame
    return frame !== null && frame.parent === null && this.needs.isOwn(frame.url)
  }

  private refuse(what: string): never {
    this.needs.refused(what)
    throw new Error(`refused: ${what}`)
  }
}
