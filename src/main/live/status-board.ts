import type { StreamStatus } from '@shared/stream'

/** The statuses as windows know them: says which ones changed, and nothing else. */
export class StatusBoard {
  readonly #shown = new Map<string, { status: StreamStatus; text: string }>()
  readonly #listeners = new Set<(changed: StreamStatus[]) => void>()

  get(videoId: string): StreamStatus | undefined {
    return this.#shown.get(videoId)?.status
  }

  all(): StreamStatus[] {
    return [...this.#shown.values()].map(({ status }) => status)
  }

  /** Returns its own off-switch. */
  onChange(listener: (changed: StreamStatus[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Replaces statuses; `gone` are told once more as they are given and then forgotten. */
  show(statuses: readonly StreamStatus[], gone: readonly StreamStatus[]): void {
    const changed = [...statuses, ...gone].filter((status) => {
      const text = JSON.stringify(status)
      if (this.#shown.get(status.videoId)?.text === text) return false
      this.#shown.set(status.videoId, { status, text })
      return true
    })
    for (const { videoId } of gone) this.#shown.delete(videoId)
    if (changed.length > 0) for (const listener of this.#listeners) listener(changed)
  }
}
