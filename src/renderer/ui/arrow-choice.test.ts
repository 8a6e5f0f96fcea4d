import { expect, test } from 'vitest'
import { arrowChoice } from './arrow-choice'

const group = () => {
  const chosen: string[] = []
  const listens = arrowChoice((value) => chosen.push(value))
  const radio = document.createElement('button')
  radio.value = 'zoom'
  radio.addEventListener('focusin', listens.onFocusin)
  const focus = () => radio.dispatchEvent(new FocusEvent('focusin'))
  const press = (key: string) => listens.onKeydownCapture(new KeyboardEvent('keydown', { key }))
  return { chosen, focus, press }
}

test('an arrow key chooses what it leads to, once', () => {
  const { chosen, focus, press } = group()
  press('ArrowRight')
  focus()
  focus()
  expect(chosen).toEqual(['zoom'])
})

test('a focus by Tab or by a click chooses nothing', () => {
  const { chosen, focus, press } = group()
  focus()
  press('Tab')
  focus()
  expect(chosen).toEqual([])
})
