import { resolve } from 'node:path'

const FILES = /^(--(?:settings|wall|user-data-dir)=)(.+)$/s

/**
 * The switches of this start that also hold for later ones: which site it is. Names of files are
 * made whole, because a later start happens somewhere else.
 */
export const lastingArguments = (argv: readonly string[]): string[] =>
  argv.flatMap((argument) => {
    const [, name, file] = FILES.exec(argument) ?? []
    return name === undefined || file === undefined ? [] : [`${name}${resolve(file)}`]
  })
