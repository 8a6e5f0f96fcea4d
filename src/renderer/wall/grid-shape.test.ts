import { describe, expect, test } from 'vitest'
import { GRIDS, gridShape, neighbour, type Direction } from './grid-shape'

const BACK: Record<Direction, Direction> = { left: 'right', right: 'left', up: 'down', down: 'up' }
const DIRECTIONS = Object.keys(BACK) as Direction[]

describe('grids', () => {
  test.each(GRIDS)('%i tiles cover the grid without overlap', (grid) => {
    const { columns, rows, rects } = gridShape(grid)
    const cells = rects.flatMap(({ column, row, span }) =>
      Array.from(
        { length: span * span },
        (_, cell) => `${column + (cell % span)},${row + Math.floor(cell / span)}`,
      ),
    )
    expect(rects).toHaveLength(grid)
    expect(new Set(cells).size).toBe(columns * rows)
    expect(cells).toHaveLength(columns * rows)
  })

  test.each(GRIDS.filter((grid) => grid !== 6))(
    'in %i tiles every move can be taken back',
    (grid) => {
      for (let index = 0; index < grid; index++) {
        for (const direction of DIRECTIONS) {
          const next = neighbour(grid, index, direction)
          if (next !== undefined) expect(neighbour(grid, next, BACK[direction])).toBe(index)
        }
      }
    },
  )

  test('arrows around the large tile of six', () => {
    const moves = (index: number) => DIRECTIONS.map((direction) => neighbour(6, index, direction))
    expect(moves(0)).toEqual([undefined, 1, undefined, 3])
    expect(moves(2)).toEqual([0, undefined, 1, 5])
    expect(moves(4)).toEqual([3, 5, 0, undefined])
  })

  test('every tile can be reached by arrows', () => {
    for (const grid of GRIDS) {
      const reached = new Set([0])
      for (const index of reached) {
        for (const direction of DIRECTIONS) {
          const next = neighbour(grid, index, direction)
          if (next !== undefined) reached.add(next)
        }
      }
      expect(reached.size).toBe(grid)
    }
  })

  test('there is nothing beside a tile that does not exist', () => {
    expect(neighbour(4, 9, 'left')).toBeUndefined()
  })
})
