/** Where secret values survive the app. Both methods throw when the place cannot be used. */
export interface SecretBackend {
  readonly kept: 'keystore' | 'file' | 'memory'
  /** What was kept; a value that can no longer be read is left out. */
  load(): Record<string, string>
  save(values: Readonly<Record<string, string>>): void
}

/** The part of Electron's `safeStorage` that is used. */
export interface Keystore {
  isEncryptionAvailable(): boolean
  encryptString(plain: string): Buffer
  decryptString(encrypted: Buffer): string
}
