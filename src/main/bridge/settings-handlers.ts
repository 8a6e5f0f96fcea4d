import type { Outcome, RequestOutput, SettingsView } from '@shared/contract'
import type { SecretName } from '@shared/settings'
import type { Handlers } from './door'

export interface SettingsNeeds {
  view(): SettingsView
  patch(patch: Record<string, unknown>): RequestOutput['settings.set']
  setSecret(name: SecretName, value: string): Outcome
}

export function settingsHandlers(
  needs: SettingsNeeds,
): Pick<Handlers, 'settings.get' | 'settings.set' | 'secret.set'> {
  return {
    'settings.get': () => needs.view(),
    'settings.set': (patch) => needs.patch(patch),
    'secret.set': ({ name, value }) => needs.setSecret(name, value),
  }
}
