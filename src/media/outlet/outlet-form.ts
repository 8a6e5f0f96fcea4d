import { flvHeader, flvVideoTag } from '@protocol/flv/flv-writer'
import type { AccessUnit } from '@shared/access-unit'
import type { OutletFormat, OutletMessage } from '@shared/media-contract'

/** How a unit becomes messages. One form serves one port and may keep state. */
export interface OutletForm {
  /** A unit with a configuration begins anew; the first one must have one. */
  write(unit: AccessUnit, replay: boolean): OutletMessage[]
}

const unitsForm = (): OutletForm => ({
  write: (unit, replay) => {
    if (!unit.config) return [{ kind: 'unit', unit, replay }]
    const { config, ...bare } = unit
    return [
      { kind: 'config', config },
      { kind: 'unit', unit: bare, replay },
    ]
  },
})

const wholeMs = (microseconds: number) => Math.round(microseconds / 1000)

/** An FLV byte stream; its header comes again, in a message of its own, each time it begins anew. */
const flvForm = (): OutletForm => {
  let start = 0
  return {
    write: (unit) => {
      const messages: OutletMessage[] = []
      const { codec, key, config, time } = unit
      if (config) {
        start = time
        const video = { codec, packet: 'config', key: true, timeMs: 0, compositionMs: 0 } as const
        messages.push({ kind: 'flv', data: flvHeader() })
        messages.push({ kind: 'flv', data: flvVideoTag({ ...video, data: config.description }) })
      }
      const compositionMs = wholeMs(unit.composition ?? 0)
      const timeMs = wholeMs(time - start)
      const tag = flvVideoTag({
        codec,
        packet: 'unit',
        key,
        timeMs,
        compositionMs,
        data: unit.data,
      })
      messages.push({ kind: 'flv', data: tag })
      return messages
    },
  }
}

export const outletForm = (format: OutletFormat): OutletForm =>
  format === 'flv' ? flvForm() : unitsForm()
