const HIDDEN = '***'
const MIN_SECRET = 4
const MAX_SECRETS = 1000

const NAMES =
  '[a-z_]*(?:password|passphrase|token|secret|nonce|licen[cs]e|app_?key|binding_code|private_?key)'

const PATTERNS: readonly [RegExp, string][] = [
  // user:password@ in any address
  [/(?<![a-z0-9+.-])([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s@/"']+@/gi, `$1:${HIDDEN}@`],
  // the secret key behind the stream name in the path of an address
  [/((?:rtmp|rtsp|http|ws)s?:\/\/[^\s"']*_)[a-z0-9]{16}(?![a-z0-9])/g, `$1${HIDDEN}`],
  // the same in the query of a WHIP address
  [/(\bstream=[^\s"'&]*_)[a-z0-9]{16}(?![a-z0-9])/g, `$1${HIDDEN}`],
  // the password of a WebRTC session in SDP
  [/(\bice-pwd:)[^\s"\\]+/gi, `$1${HIDDEN}`],
  // name=value in addresses and form bodies
  [
    /\b(token|x-auth-token|agentpassword|password|passwd|secret|key|sign)=[^\s&"']+/gi,
    `$1=${HIDDEN}`,
  ],
  // "name": "value" in JSON
  [new RegExp(`("${NAMES}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi'), `$1"${HIDDEN}"`],
  // the same in JSON that is itself text in JSON: every quote has one backslash more
  [
    new RegExp(
      `(\\\\"${NAMES}\\\\"\\s*:\\s*)\\\\"(?:[^"\\\\]|\\\\\\\\(?:\\\\"|[^"]))*(?:\\\\")?`,
      'gi',
    ),
    `$1\\"${HIDDEN}\\"`,
  ],
]

/** Takes secrets out of text: values told at run time, and what looks like one by its place. */
export class Redactor {
  readonly #secrets = new Set<string>()

  /** Remember a value, as it is and as it looks in an address. Very short values are ignored. */
  register(value: string): void {
    if (value.length < MIN_SECRET || this.#secrets.size >= MAX_SECRETS) return
    this.#secrets.add(value)
    this.#secrets.add(JSON.stringify(value).slice(1, -1))
    try {
      this.#secrets.add(encodeURIComponent(value))
    } catch {
      // Half a surrogate pair has no form in an address.
    }
  }

  redact(text: string): string {
    let clean = text
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, HIDDEN)
    for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement)
    return clean
  }
}
