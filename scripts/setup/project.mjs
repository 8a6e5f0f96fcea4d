// Where the project is, and how set-up speaks. Node built-ins only in this folder: it runs before
// anything is installed.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(import.meta.url), '../../..')

export const say = (text) => console.log(`[setup] ${text}`)

/** A failure whose message already says what to do next: shown without a stack. */
export class SetupError extends Error {}
