import { ByteWriter } from '../byte-writer'

/** Message type ids, RTMP 1.0 sections 5.4 and 7.1. */
export const MESSAGE = {
  setChunkSize: 1,
  abort: 2,
  acknowledgement: 3,
  userControl: 4,
  windowAckSize: 5,
  setPeerBandwidth: 6,
  audio: 8,
  video: 9,
  amf3Command: 17,
  amf0Data: 18,
  amf0Command: 20,
  aggregate: 22,
} as const

/** User control events, section 7.1.7. */
export const USER_CONTROL = { streamBegin: 0, pingRequest: 6, pingResponse: 7 } as const

export interface RtmpMessage {
  type: number
  streamId: number
  /** Milliseconds, modulo 2^32. */
  timestamp: number
  /** Owns its buffer when it comes from a chunk reader. */
  body: Uint8Array
}

/** A protocol control message: stream 0, timestamp 0 (section 5.4). */
const controlMessage = (type: number, body: Uint8Array): RtmpMessage => ({
  type,
  streamId: 0,
  timestamp: 0,
  body,
})

/** A control message that is one number: chunk size, acknowledgement or window. */
export const numberMessage = (type: number, value: number): RtmpMessage =>
  controlMessage(type, new ByteWriter().uint32(value).finish())

/** Set peer bandwidth, section 5.4.5; the limit type is "dynamic". */
export const peerBandwidthMessage = (bytes: number): RtmpMessage =>
  controlMessage(MESSAGE.setPeerBandwidth, new ByteWriter().uint32(bytes).uint8(2).finish())

/** A user control message about a stream, or a ping with its timestamp. */
export const userControlMessage = (event: number, value: number): RtmpMessage =>
  controlMessage(MESSAGE.userControl, new ByteWriter().uint16(event).uint32(value).finish())
