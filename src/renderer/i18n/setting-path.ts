import type { SecretName, Settings } from '@shared/settings'

type Plain = Omit<Settings, 'version' | 'gateways'>

/** Where a single setting is in the settings file: `section.field`, or the name of a plain one. */
export type SettingPath = {
  [Section in keyof Plain]: Plain[Section] extends object
    ? `${Section}.${keyof Plain[Section] & string}`
    : Section
}[keyof Plain]

/** Name and explanation of every setting and secret; a missing one does not compile. */
export type SettingWords = Readonly<
  Record<SettingPath | SecretName, readonly [name: string, help: string]>
>
