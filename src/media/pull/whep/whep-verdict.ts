import { outcomeOfStatus } from '../http-outcome'
import type { PullEnd } from '../pull-source'
import type { HttpAnswer } from './http-exchange'

/** What a server's answer to an offer means: its session description, or why there is none. */
export type WhepVerdict = { sdp: string } | { outcome: PullEnd; detail: string }

const NO_STREAM =
  /no (one is publishing|stream|such)|(stream|path|source|media|publisher)\b.{0,80}\b(not|doesn't|does not) (found|exist|available|online|ready)|\boffline\b|不存在|未找到/i
const REFUSED = /auth|denied|forbid|permission|token|secret|sign\b|unauthor|password|鉴权|拒绝/i
/** ZLMediaKit's code for a caller that may not. */
const AUTH_FAILED = -100

/**
 * Judges an answer. Besides what draft-ietf-wish-whep says: ZLMediaKit tells by 200 with JSON, or by
 * 406 with a sentence, that it has no such stream or does not let one have it.
 */
export const judgeExchange = ({ status, body }: HttpAnswer): WhepVerdict => {
  const text = body.replace(/^\uFEFF/, '').trimStart()
  const good = status >= 200 && status < 300
  if (good && text.startsWith('v=')) return { sdp: text }
  const said = readJson(text)
  if (good && said.sdp !== undefined) return { sdp: said.sdp }
  const told = said.sentence ?? (good ? '' : text.trim())
  const detail = `HTTP ${String(status)}${told === '' ? '' : `: ${told}`}`
  if (good && said.code === undefined) return { outcome: 'unreadable', detail: `${detail} no SDP` }
  return { outcome: outcomeOf(status, told, said.code), detail }
}

const outcomeOf = (status: number, told: string, code: number | undefined): PullEnd => {
  if (status === 409) return 'no-stream'
  const spoken = status === 200 || status === 400 || status === 406
  if (!spoken) return outcomeOfStatus(status)
  if (NO_STREAM.test(told)) return 'no-stream'
  if (code === AUTH_FAILED || REFUSED.test(told)) return 'refused'
  return status === 200 ? 'no-stream' : outcomeOfStatus(status)
}

interface Said {
  code?: number
  sentence?: string
  sdp?: string
}

/** The JSON that ZLMediaKit (`code`, `msg`) and MediaMTX (`error`) answer with. */
const readJson = (text: string): Said => {
  if (!text.startsWith('{')) return {}
  try {
    const { code, msg, error, sdp } = JSON.parse(text) as Record<string, unknown>
    const sentence = typeof msg === 'string' ? msg : error
    return {
      ...(typeof code === 'number' && { code }),
      ...(typeof sentence === 'string' && { sentence }),
      ...(typeof sdp === 'string' && sdp.startsWith('v=') && { sdp }),
    }
  } catch {
    return {}
  }
}
