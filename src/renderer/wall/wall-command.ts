import type { Direction } from './grid-shape'

/** What a key asks of the wall. */
export type WallCommand =
  | { kind: 'go' | 'swap'; direction: Direction }
  | { kind: 'tile'; index: number }
  | { kind: 'search' | 'grid' | 'panel' | 'help' | 'faults' | 'back' }
  | { kind: 'run'; command: TileCommand }
export type TileCommand =
  'full' | 'start' | 'quality' | 'lens' | 'position' | 'snapshot' | 'clear' | 'facts' | 'why'

/** What the wall asks of one tile. */
export interface TileHandle {
  run(command: TileCommand): void
}

/**
 * Where the focus is: `wall` on a tile or nowhere, `control` on a button, choice or the tree, `text`
 * in a field, `overlay` in a dialog or an open list.
 */
export type KeyPlace = 'wall' | 'control' | 'text' | 'overlay'

export interface KeyPress {
  key: string
  ctrl: boolean
  shift: boolean
  alt: boolean
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const LETTERS: Readonly<Record<string, WallCommand>> = {
  f: { kind: 'run', command: 'full' },
  s: { kind: 'run', command: 'start' },
  q: { kind: 'run', command: 'quality' },
  l: { kind: 'run', command: 'lens' },
  d: { kind: 'run', command: 'position' },
  p: { kind: 'run', command: 'snapshot' },
  i: { kind: 'run', command: 'facts' },
  w: { kind: 'run', command: 'why' },
  g: { kind: 'grid' },
  b: { kind: 'panel' },
  x: { kind: 'faults' },
  '/': { kind: 'search' },
  '?': { kind: 'help' },
}

/** Keys that mean something else on a button or in a list: only the bare wall takes them. */
const onTheWall = ({ key, shift }: KeyPress): WallCommand | undefined => {
  const direction = Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined
  if (direction) return { kind: shift ? 'swap' : 'go', direction }
  if (key === 'Enter') return { kind: 'run', command: 'full' }
  if (key === 'Delete' || key === 'Backspace') return { kind: 'run', command: 'clear' }
  return undefined
}

/** The command of a key, or undefined when the key belongs to whatever has the focus. */
export const wallCommand = (press: KeyPress, place: KeyPlace): WallCommand | undefined => {
  if (place === 'overlay') return undefined
  const key = press.key.toLowerCase()
  if (press.ctrl) return key === 'f' && !press.shift && !press.alt ? { kind: 'search' } : undefined
  if (press.alt) return undefined
  if (press.key === 'Escape') return { kind: 'back' }
  if (place === 'text') return undefined
  if (/^[1-9]$/.test(key)) return { kind: 'tile', index: Number(key) - 1 }
  const letter = Object.hasOwn(LETTERS, key) ? LETTERS[key] : undefined
  return letter ?? (place === 'wall' ? onTheWall(press) : undefined)
}

/** Where an event came from, by the roles around its target. */
export const keyPlace = (target: EventTarget | null): KeyPlace => {
  if (!(target instanceof Element)) return 'wall'
  if (target.closest('[role=dialog],[role=listbox],[role=menu]')) return 'overlay'
  if (target.closest('input,textarea,select,[contenteditable=true]')) return 'text'
  return target.closest('button,a,[role=radio],[role=combobox],[role=tree]') ? 'control' : 'wall'
}
