import type { FleetRow } from './fleet-rows'

export type TreeMove =
  | { kind: 'go'; index: number }
  | { kind: 'toggle'; row: FleetRow & { kind: 'gateway' } }
  | { kind: 'pick'; row: FleetRow & { kind: 'camera' } }

/**
 * What a key does in the tree, by the WAI-ARIA tree view pattern: arrows move, right opens, left
 * closes or goes to the parent, Enter and Space act. Undefined when the key is not the tree's.
 */
export const treeMove = (
  rows: readonly FleetRow[],
  index: number,
  key: string,
  page: number,
): TreeMove | undefined => {
  const go = (to: number): TreeMove => ({
    kind: 'go',
    index: Math.min(Math.max(to, 0), rows.length - 1),
  })
  const row = rows[index]
  if (row === undefined) return undefined
  switch (key) {
    case 'ArrowDown':
      return go(index + 1)
    case 'ArrowUp':
      return go(index - 1)
    case 'PageDown':
      return go(index + page)
    case 'PageUp':
      return go(index - page)
    case 'Home':
      return go(0)
    case 'End':
      return go(rows.length - 1)
    case 'ArrowRight':
      return row.kind === 'gateway' && !row.open ? { kind: 'toggle', row } : go(index + 1)
    case 'ArrowLeft':
      if (row.kind === 'gateway') return row.open ? { kind: 'toggle', row } : undefined
      return go(rows.findIndex(({ key: one }) => one === row.parent))
    case 'Enter':
    case ' ':
      if (row.kind === 'camera') return { kind: 'pick', row }
      return row.kind === 'gateway' ? { kind: 'toggle', row } : undefined
    default:
      return undefined
  }
}
