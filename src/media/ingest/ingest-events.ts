/** What an ingest tells of its publishers. */
export interface IngestEvents {
  publisher(stream: string, event: 'started' | 'ended', reason: string): void
  /** One was turned away, or closed for its behaviour; `stream` is one that is expected. */
  refused(reason: string, remote: string, stream?: string): void
  /** Something that one sent was thrown away. */
  dropped(stream: string, problem: string): void
}
