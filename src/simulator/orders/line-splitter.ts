const MAX_LINE = 8_192

/** Cuts a stream of text into lines, whatever its pieces. A line that does not end is dropped. */
export class LineSplitter {
  private rest = ''
  private tooLong = false

  constructor(private readonly line: (text: string) => void) {}

  push(piece: string): void {
    const [first = '', ...more] = piece.split('\n')
    this.grow(first)
    for (const text of more) {
      if (!this.tooLong && this.rest.trim() !== '') this.line(this.rest.trim())
      this.rest = ''
      this.tooLong = false
      this.grow(text)
    }
  }

  private grow(text: string): void {
    this.tooLong ||= this.rest.length + text.length > MAX_LINE
    this.rest = this.tooLong ? '' : this.rest + text
  }
}
