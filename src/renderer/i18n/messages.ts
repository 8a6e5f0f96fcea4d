import type { demoEn } from './demo-en'
import type { en } from './en'
import type { settingsEn } from './settings-en'
import type { whyEn } from './why-en'

/** Any language has exactly the keys of English; a missing or additional one does not compile. */
export type Messages = typeof en
export type DemoMessages = typeof demoEn
export type SettingsMessages = typeof settingsEn
export type WhyMessages = typeof whyEn

/** Dotted paths of all texts below a node, as `t` takes them; lists take their index. */
type PathsOf<Node> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? Key
    : Node[Key] extends readonly string[]
      ? `${Key}.${number}`
      : `${Key}.${PathsOf<Node[Key]>}`
}[keyof Node & string]

export type TextKey = PathsOf<Messages>
