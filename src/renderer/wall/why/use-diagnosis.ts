import { diagnose } from '@shared/diagnosis/diagnose'
import type { PlayerEvidence, StreamEvidence } from '@shared/diagnosis/evidence'
import type { Diagnosis } from '@shared/diagnosis/finding'
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { request } from '../../bridge'

const REFRESH_MS = 1000

/**
 * Asks main about a stream now and once a second, and joins what the player saw. Ends with its
 * scope. `unanswered` while main fails to answer; the last answer then stays.
 */
export const useDiagnosis = (
  videoId: () => string,
  player: () => PlayerEvidence | undefined,
): { diagnosis: ComputedRef<Diagnosis | undefined>; unanswered: Readonly<Ref<boolean>> } => {
  const evidence = shallowRef<StreamEvidence>()
  const unanswered = ref(false)

  const ask = async (): Promise<void> => {
    const asked = videoId()
    try {
      const told = await request('live.explain', { videoId: asked })
      if (asked !== videoId()) return
      evidence.value = told
      unanswered.value = false
    } catch {
      unanswered.value = true
    }
  }

  const timer = setInterval(() => void ask(), REFRESH_MS)
  onScopeDispose(() => clearInterval(timer))
  watch(
    videoId,
    () => {
      evidence.value = undefined
      void ask()
    },
    { immediate: true },
  )
  const diagnosis = computed(() => evidence.value && diagnose(evidence.value, player()))
  return { diagnosis, unanswered }
}
