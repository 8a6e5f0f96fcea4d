import type { Fault } from '@shared/fault'
import { shallowRef, type ShallowRef } from 'vue'
import { request } from '../bridge'
import { t } from '../i18n/i18n'
import { toast } from '../ui/toasts'

/**
 * Saves pictures of one tile and says quietly where; `fault` is the last failure until the next
 * try. Never rejects.
 */
export const useSnapshot = (): {
  fault: Readonly<ShallowRef<Fault | undefined>>
  save: (videoId: string, picture: () => Promise<Blob>) => Promise<void>
} => {
  const fault = shallowRef<Fault>()
  const save = async (videoId: string, picture: () => Promise<Blob>): Promise<void> => {
    fault.value = undefined
    try {
      const png = new Uint8Array(await (await picture()).arrayBuffer())
      const saved = await request('snapshot.save', { videoId, png })
      if (saved.ok) toast(t('wall.snapshotSaved', { file: saved.file }))
      else fault.value = saved.fault
    } catch {
      fault.value = { code: 'snapshot-failed', at: Date.now() }
    }
  }
  return { fault, save }
}
