import type { ZodError } from 'zod'

export interface Problem {
  /** Dotted path of the field, empty for the whole. */
  path: string
  problem: string
}

const MAX_PROBLEMS = 20

/** What a schema found wrong, without the values it found. */
export const problemsOf = (error: ZodError): Problem[] =>
  error.issues
    .slice(0, MAX_PROBLEMS)
    .map((issue) => ({ path: issue.path.map(String).join('.'), problem: issue.message }))

/** The same in one line, for the detail of a fault. */
export const problemText = (problems: readonly Problem[]): string =>
  problems.map(({ path, problem }) => (path === '' ? problem : `${path}: ${problem}`)).join('; ')
