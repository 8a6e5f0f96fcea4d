/** The `--name=value` of a command line. */
export class Switches {
  private readonly given: ReadonlyMap<string, string>

  constructor(args: readonly string[]) {
    this.given = new Map(
      args.map((arg): [string, string] => {
        const [, name = arg, value = ''] = /^--([a-z-]+)=(.*)$/s.exec(arg) ?? []
        return [name, value]
      }),
    )
  }

  /** Whether nothing else was given than these. */
  known(names: readonly string[]): boolean {
    return [...this.given.keys()].every((name) => names.includes(name))
  }

  text(name: string): string | undefined {
    return this.given.get(name)
  }

  /** NaN for what is no number. */
  number(name: string): number | undefined {
    const text = this.given.get(name)
    return text === undefined ? undefined : text.trim() === '' ? NaN : Number(text)
  }
}
