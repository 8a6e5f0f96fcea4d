/** What a radio group listens to so that an arrow key always chooses. */
export interface ArrowChoice {
  onKeydownCapture: (event: KeyboardEvent) => void
  onFocusin: (event: FocusEvent) => void
}

/**
 * Chooses the radio that an arrow key moved the focus to. The library does so by a timer that a
 * short key press outruns on a busy machine: the focus would move and the choice would not.
 */
export const arrowChoice = (choose: (value: string) => void): ArrowChoice => {
  let arrow = false
  return {
    onKeydownCapture: ({ key }) => (arrow = key.startsWith('Arrow')),
    onFocusin: ({ target }) => {
      if (arrow && target instanceof HTMLButtonElement && target.value) choose(target.value)
      arrow = false
    },
  }
}
