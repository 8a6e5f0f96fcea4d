import { readAmf0, type Amf0Problem } from './amf0-reader'
import type { Amf0Value } from './amf0-value'
import { writeAmf0 } from './amf0-writer'
import { MESSAGE, type RtmpMessage } from './message'

/** A command message, RTMP 1.0 section 7.2. */
export interface RtmpCommand {
  name: string
  /** Zero when no answer is expected. */
  transaction: number
  /** The command object, or null. */
  object: Amf0Value
  args: Amf0Value[]
}

export type CommandProblem = Amf0Problem | 'too-large' | 'not-a-command'

const MAX_COMMAND_BYTES = 64 * 1024

/** Reads a command out of a message of type 20 or 17 (AMF3: a zero byte, then AMF0). */
export const readCommand = (
  message: RtmpMessage,
): { ok: true; command: RtmpCommand } | { ok: false; problem: CommandProblem } => {
  if (message.body.length > MAX_COMMAND_BYTES) return { ok: false, problem: 'too-large' }
  const wrapped = message.type === MESSAGE.amf3Command && message.body[0] === 0
  const result = readAmf0(wrapped ? message.body.subarray(1) : message.body)
  if (!result.ok) return { ok: false, problem: result.problem }
  const [name, transaction, object = null, ...args] = result.values
  if (typeof name !== 'string') return { ok: false, problem: 'not-a-command' }
  return {
    ok: true,
    command: { name, transaction: typeof transaction === 'number' ? transaction : 0, object, args },
  }
}

/** A command as a message on a stream (0 for the connection itself). */
export const commandMessage = (streamId: number, command: RtmpCommand): RtmpMessage => ({
  type: MESSAGE.amf0Command,
  streamId,
  timestamp: 0,
  body: writeAmf0([command.name, command.transaction, command.object, ...command.args]),
})
