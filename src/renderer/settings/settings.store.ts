import type { RequestOutput, SettingsView } from '@shared/contract'
import type { Fault } from '@shared/fault'
import type { SecretName, SettingsPatch } from '@shared/settings'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { on, request } from '../bridge'
import type { SettingPath } from '../i18n/setting-path'
import { draftPatch, settingAt, type SettingDraft, type SettingValue } from './setting-draft'

export const useSettings = defineStore('settings', () => {
  const view = shallowRef<SettingsView>()
  const draft = shallowRef<SettingDraft>(new Map())
  const problems = shallowRef<ReadonlyMap<string, string>>(new Map())
  const typed = shallowRef<ReadonlyMap<SecretName, string>>(new Map())
  const secretFaults = shallowRef<ReadonlyMap<SecretName, Fault>>(new Map())

  /** Takes the settings and follows them until the off-switch is called. */
  const start = async (): Promise<() => void> => {
    const off = on('settings.changed', (next) => (view.value = next))
    view.value = await request('settings.get', undefined)
    return off
  }

  const valueOf = (path: SettingPath): SettingValue | undefined =>
    draft.value.get(path) ?? (view.value && settingAt(view.value.settings, path))

  const edit = (path: SettingPath, value: SettingValue): void => {
    const next = new Map(draft.value)
    if (view.value && settingAt(view.value.settings, path) === value) next.delete(path)
    else next.set(path, value)
    draft.value = next
    if (problems.value.has(path)) {
      problems.value = new Map([...problems.value].filter(([one]) => one !== path))
    }
  }

  /** A new value of a secret, kept with the next save; an empty one leaves the secret as it is. */
  const typeSecret = (name: SecretName, value: string): void => {
    const next = new Map(typed.value)
    if (value === '') next.delete(name)
    else next.set(name, value)
    typed.value = next
  }

  const discard = (): void => {
    draft.value = new Map()
    problems.value = new Map()
    typed.value = new Map()
    secretFaults.value = new Map()
  }

  /** Saves a patch as it is; problems come back by path and are kept for the fields to show. */
  const set = async (patch: SettingsPatch): Promise<RequestOutput['settings.set']> => {
    const outcome = await request('settings.set', patch)
    problems.value = new Map(
      outcome.ok ? [] : outcome.problems.map(({ path, problem }) => [path, problem]),
    )
    if (outcome.ok) view.value = await request('settings.get', undefined)
    return outcome
  }

  const saveDraft = async (): Promise<boolean> => {
    if (draft.value.size === 0) return true
    const saving = draft.value
    const outcome = await set(draftPatch(saving))
    if (!outcome.ok) return false
    // What was typed while main was saving stays a draft.
    draft.value = new Map([...draft.value].filter(([path, value]) => saving.get(path) !== value))
    return true
  }

  /** Keeps a secret. Its value goes to main and is not kept here. */
  const setSecret = async (name: SecretName, value: string) => {
    const outcome = await request('secret.set', { name, value })
    view.value = await request('settings.get', undefined)
    return outcome
  }

  const saveSecrets = async (): Promise<boolean> => {
    const faults = new Map<SecretName, Fault>()
    for (const [name, value] of typed.value) {
      const outcome = await setSecret(name, value.trim())
      if (!outcome.ok) faults.set(name, outcome.fault)
      else if (typed.value.get(name) === value) typeSecret(name, '')
    }
    secretFaults.value = faults
    return faults.size === 0
  }

  /** Saves what was edited, secrets as well; true when all of it was accepted. */
  const save = async (): Promise<boolean> => (await saveDraft()) && (await saveSecrets())

  return {
    view,
    problems,
    secretFaults,
    edited: computed(() => draft.value.size > 0 || typed.value.size > 0),
    start,
    valueOf,
    edit,
    typeSecret,
    typedSecret: (name: SecretName): string => typed.value.get(name) ?? '',
    discard,
    set,
    save,
    setSecret,
    secretSet: (name: SecretName): boolean => view.value?.secretsSet[name] ?? false,
  }
})
