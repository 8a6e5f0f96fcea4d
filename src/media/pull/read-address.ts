/**
 * Reads an address whose scheme is one of these (with the colon); relative ones from `base`. Gives
 * nothing where it is not one.
 */
export const readAddress = (
  text: string,
  schemes: readonly string[],
  base?: URL,
): URL | undefined => {
  try {
    const url = new URL(text, base)
    return schemes.includes(url.protocol) && url.hostname !== '' ? url : undefined
  } catch {
    return undefined
  }
}
