import { readonly, ref } from 'vue'

export interface Toast {
  id: number
  text: string
}

const SHOWN_FOR = 4000
const MOST = 3
const shown = ref<Toast[]>([])
let next = 1

export const toasts = readonly(shown)

/** Says something quiet for a few seconds, then it goes by itself. For what went well. */
export const toast = (text: string): void => {
  const id = next++
  shown.value = [...shown.value, { id, text }].slice(-MOST)
  setTimeout(() => {
    shown.value = shown.value.filter((one) => one.id !== id)
  }, SHOWN_FOR)
}
