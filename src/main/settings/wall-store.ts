import type { Fault } from '@shared/fault'
import { emptyWall, oneWishForEachSource, wallSchema, type Wall } from '@shared/wall'
import { KeptFile, type KeptFileOptions } from './kept-file'
import { problemsOf, problemText } from './problems'

interface WallStoreOptions extends KeptFileOptions {
  /** What to show when there is no file that can be used. */
  initial?: Wall
}

/** The wall as it was left; a file that cannot be used is kept aside and reported. */
export class WallStore {
  readonly #file: KeptFile
  readonly #listeners = new Set<(wall: Wall) => void>()
  #wall: Wall

  constructor(options: WallStoreOptions) {
    this.#wall = options.initial ?? emptyWall()
    this.#file = new KeptFile(options, 'wall-broken')
    this.#file.load((content) => {
      const checked = wallSchema.safeParse(content)
      if (!checked.success) return problemText(problemsOf(checked.error))
      this.#wall = oneWishForEachSource(checked.data)
      return undefined
    })
  }

  /** Faults met so far, for the site's state. */
  get faults(): readonly Fault[] {
    return this.#file.faults
  }

  get(): Wall {
    return this.#wall
  }

  /** Replace the wall and save it. Throws when it is not a wall: callers have checked. */
  set(wall: Wall): void {
    this.#wall = wallSchema.parse(wall)
    this.#file.save(this.#wall)
    for (const listener of this.#listeners) listener(this.#wall)
  }

  /** Called after each change; gives its own off-switch. */
  onChange(listener: (wall: Wall) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when the last change is on disk or has failed. */
  settled(): Promise<void> {
    return this.#file.settled()
  }
}
