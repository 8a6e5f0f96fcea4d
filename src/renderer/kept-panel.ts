import { ref, watch, type Ref } from 'vue'

const KEY = 'devices'

/** Whether the devices are shown, as this computer's operator last left it. */
export const useKeptPanel = (): Ref<boolean> => {
  const shown = ref(localStorage.getItem(KEY) !== 'hidden')
  watch(shown, (is) => localStorage.setItem(KEY, is ? 'shown' : 'hidden'))
  return shown
}
