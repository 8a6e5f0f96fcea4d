import type { Handlers } from './door'

export interface DiagnosticsNeeds {
  /** Writes them to a file and gives its path; throws when that fails. */
  save(): Promise<string>
  /** Shows a file in the system's file browser. */
  show(file: string): void
  now(): number
}

export const diagnosticsHandlers = (
  needs: DiagnosticsNeeds,
): Pick<Handlers, 'diagnostics.save'> => ({
  'diagnostics.save': async () => {
    try {
      const file = await needs.save()
      needs.show(file)
      return { ok: true, file }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      return { ok: false, fault: { code: 'diagnostics-failed', at: needs.now(), detail } }
    }
  },
})
