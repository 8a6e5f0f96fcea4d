const SERIAL_NUMBER = /^[A-Za-z0-9]{1,64}$/

/**
 * Whether a text can be a serial number: DJI uses letters and digits only, 14 characters for docks
 * and remotes, 20 for aircraft. Names that every JavaScript object answers to are refused, so that
 * records can be keyed by serial number.
 */
export const isSerialNumber = (text: string): boolean =>
  SERIAL_NUMBER.test(text) && !(text in Object.prototype)
