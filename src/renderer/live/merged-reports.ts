import type { PlayerReport } from '@shared/contract'

/**
 * What the players of this window saw since the last drain, one report per stream. Where several
 * tiles show one stream the best of them counts: the stream is fine when one tile paints it.
 */
export class MergedReports {
  readonly #byVideoId = new Map<string, PlayerReport>()

  add(report: PlayerReport): void {
    const known = this.#byVideoId.get(report.videoId)
    if (!known) {
      this.#byVideoId.set(report.videoId, report)
      return
    }
    const best = better(report, known) ? report : known
    // One of two players looks at the content; what it found is true of both.
    const frozen = [report, known].some(({ fault }) => fault === 'picture-frozen')
    const merged = frozen ? { ...best, fault: 'picture-frozen' as const } : best
    this.#byVideoId.set(report.videoId, merged)
  }

  /** Gives the reports and forgets them. */
  drain(): PlayerReport[] {
    const reports = [...this.#byVideoId.values()]
    this.#byVideoId.clear()
    return reports
  }
}

const better = (a: PlayerReport, b: PlayerReport): boolean => {
  if (a.painted > 0 !== b.painted > 0) return a.painted > 0
  if (a.ageMs < 0 || b.ageMs < 0) return a.ageMs >= 0
  return a.ageMs <= b.ageMs
}
