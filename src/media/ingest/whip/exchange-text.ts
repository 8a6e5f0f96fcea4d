const MAX_CHARACTERS = 8192
const SECRETS = /^(a=(?:ice-pwd|crypto):).*$/gim

/** A session description as it may be kept and shown: without passwords, cut where it is very long. */
export const exchangeText = (sdp: string): string => {
  const open = sdp.slice(0, MAX_CHARACTERS).replace(SECRETS, '$1***')
  return sdp.length > MAX_CHARACTERS ? `${open}…` : open
}
