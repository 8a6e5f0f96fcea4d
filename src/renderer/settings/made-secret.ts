/** Without letters and digits that look alike: these are read from a screen and typed by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * A random secret of `length` characters from 31, about five bits each; from the system's random
 * numbers, every character equally likely.
 */
export const madeSecret = (length: number): string => {
  const fair = 256 - (256 % LETTERS.length)
  let secret = ''
  while (secret.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < fair && secret.length < length) secret += LETTERS[byte % LETTERS.length]
    }
  }
  return secret
}
