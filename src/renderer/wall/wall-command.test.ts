import { describe, expect, test } from 'vitest'
import { keyPlace, wallCommand, type KeyPlace } from './wall-command'

const press = (text: string, place: KeyPlace) => {
  const parts = text.split('+')
  const has = (name: string): boolean => parts.slice(0, -1).includes(name)
  const key = parts.at(-1) ?? ''
  return wallCommand({ key, ctrl: has('Ctrl'), shift: has('Shift'), alt: has('Alt') }, place)
}

describe('keys of the wall', () => {
  test.each([
    ['ArrowLeft', { kind: 'go', direction: 'left' }],
    ['Shift+ArrowDown', { kind: 'swap', direction: 'down' }],
    ['7', { kind: 'tile', index: 6 }],
    ['Enter', { kind: 'run', command: 'full' }],
    ['f', { kind: 'run', command: 'full' }],
    ['F', { kind: 'run', command: 'full' }],
    ['s', { kind: 'run', command: 'start' }],
    ['q', { kind: 'run', command: 'quality' }],
    ['l', { kind: 'run', command: 'lens' }],
    ['d', { kind: 'run', command: 'position' }],
    ['p', { kind: 'run', command: 'snapshot' }],
    ['i', { kind: 'run', command: 'facts' }],
    ['Delete', { kind: 'run', command: 'clear' }],
    ['g', { kind: 'grid' }],
    ['/', { kind: 'search' }],
    ['Ctrl+f', { kind: 'search' }],
    ['?', { kind: 'help' }],
    ['Escape', { kind: 'back' }],
  ])('%s', (key, command) => expect(press(key, 'wall')).toEqual(command))

  test.each(['0', 'y', 'Tab', 'Alt+f', 'Ctrl+s', 'constructor', 'F5'])('%s is not ours', (key) =>
    expect(press(key, 'wall')).toBeUndefined(),
  )

  test.each(['Enter', 'ArrowLeft', 'Delete', 'Backspace'])('a button keeps %s', (key) =>
    expect(press(key, 'control')).toBeUndefined(),
  )

  test('letters work from a button too, never while somebody types or a list is open', () => {
    expect(press('s', 'control')).toBeDefined()
    expect(press('s', 'text')).toBeUndefined()
    expect(press('3', 'text')).toBeUndefined()
    expect(press('Ctrl+f', 'text')).toEqual({ kind: 'search' })
    expect(press('Escape', 'text')).toEqual({ kind: 'back' })
    for (const key of ['s', 'Escape', 'Ctrl+f', '3']) expect(press(key, 'overlay')).toBeUndefined()
  })
})

describe('where a key was pressed', () => {
  test.each([
    ['<section id="x" tabindex="0"></section>', 'wall'],
    ['<button><i id="x"></i></button>', 'control'],
    ['<div role="tree"><i id="x"></i></div>', 'control'],
    ['<input id="x">', 'text'],
    ['<div role="dialog"><button id="x"></button></div>', 'overlay'],
    ['<div role="listbox"><i id="x"></i></div>', 'overlay'],
  ])('%s', (html, place) => {
    document.body.innerHTML = html
    expect(keyPlace(document.getElementById('x'))).toBe(place)
  })

  test('nowhere is the wall', () => expect(keyPlace(null)).toBe('wall'))
})
