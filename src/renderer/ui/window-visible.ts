import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Whether the window can be seen, followed until the scope ends. */
export const useWindowVisible = (): Readonly<Ref<boolean>> => {
  const visible = ref(document.visibilityState === 'visible')
  const look = (): void => {
    visible.value = document.visibilityState === 'visible'
  }
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => document.removeEventListener('visibilitychange', look))
  return readonly(visible)
}
