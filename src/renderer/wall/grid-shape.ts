import type { Grid } from '@shared/wall'

/** A tile's place in cells of the grid. */
export interface TileRect {
  column: number
  row: number
  span: number
}

export interface GridShape {
  columns: number
  rows: number
  /** Tiles in reading order. */
  rects: readonly TileRect[]
}

export type Direction = 'left' | 'right' | 'up' | 'down'

const even = (size: number): GridShape => ({
  columns: size,
  rows: size,
  rects: Array.from({ length: size * size }, (_, index) => ({
    column: index % size,
    row: Math.floor(index / size),
    span: 1,
  })),
})

const oneLargeFiveSmall: GridShape = {
  columns: 3,
  rows: 3,
  rects: [
    { column: 0, row: 0, span: 2 },
    { column: 2, row: 0, span: 1 },
    { column: 2, row: 1, span: 1 },
    { column: 0, row: 2, span: 1 },
    { column: 1, row: 2, span: 1 },
    { column: 2, row: 2, span: 1 },
  ],
}

const SHAPES: Record<Grid, GridShape> = {
  1: even(1),
  4: even(2),
  6: oneLargeFiveSmall,
  9: even(3),
  16: even(4),
  25: even(5),
}

export const GRIDS: readonly Grid[] = [1, 4, 6, 9, 16, 25]

export const gridShape = (grid: Grid): GridShape => SHAPES[grid]

/** Cells between two tiles in a direction; undefined when the second is not on that side. */
const distance = (from: TileRect, to: TileRect, direction: Direction): number | undefined => {
  const sideways = direction === 'left' || direction === 'right'
  const [line, across] = sideways ? (['column', 'row'] as const) : (['row', 'column'] as const)
  const overlaps = to[across] < from[across] + from.span && from[across] < to[across] + to.span
  if (!overlaps) return undefined
  const gap =
    direction === 'right' || direction === 'down'
      ? to[line] - (from[line] + from.span)
      : from[line] - (to[line] + to.span)
  return gap < 0 ? undefined : gap
}

/** The tile beside another one, the first in reading order of the nearest; undefined at an edge. */
export const neighbour = (grid: Grid, index: number, direction: Direction): number | undefined => {
  const { rects } = SHAPES[grid]
  const from = rects[index]
  if (!from) return undefined
  let best: { index: number; gap: number } | undefined
  rects.forEach((to, other) => {
    const gap = distance(from, to, direction)
    if (gap !== undefined && (best === undefined || gap < best.gap)) best = { index: other, gap }
  })
  return best?.index
}
