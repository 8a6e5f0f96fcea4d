import { amf0Object } from './amf0-value'
import type { RtmpCommand } from './command'

/** The codes of `onStatus`, `_result` and `_error` that we send. */
export type StatusCode =
  | 'NetConnection.Connect.InvalidApp'
  | 'NetStream.Publish.Start'
  | 'NetStream.Publish.BadName'
  | 'NetStream.Unpublish.Success'
  | 'NetStream.Play.Failed'

export interface Status {
  level: 'status' | 'error'
  code: StatusCode
  description: string
}

const object = ({ level, code, description }: Status) => amf0Object({ level, code, description })

/** `onStatus`, section 7.2.2. */
export const statusCommand = (status: Status): RtmpCommand => ({
  name: 'onStatus',
  transaction: 0,
  object: null,
  args: [object(status)],
})

/** `_result` of `connect`, section 7.2.1.1. */
export const connectResult = (transaction: number): RtmpCommand => ({
  name: '_result',
  transaction,
  object: amf0Object({ fmsVer: 'FMS/3,0,1,123', capabilities: 31 }),
  args: [
    amf0Object({
      level: 'status',
      code: 'NetConnection.Connect.Success',
      description: 'Connection succeeded.',
      objectEncoding: 0,
    }),
  ],
})

/** `_error` of a command. */
export const errorResult = (transaction: number, status: Status): RtmpCommand => ({
  name: '_error',
  transaction,
  object: null,
  args: [object(status)],
})
