import { randomBytes } from 'node:crypto'
import type { SecretName, Settings } from '@shared/settings'

/** What simulated docks are told where real ones get a real DJI app. They check only that it is there. */
export const DEMO_CLOUD: Pick<
  Settings['cloud'],
  'respond' | 'appId' | 'organizationId' | 'organizationName'
> = {
  respond: true,
  appId: 'demo',
  organizationId: 'dockwall',
  organizationName: 'Dockwall',
}

export const DEMO_SECRETS: Partial<Record<SecretName, string>> = {
  'cloud.appKey': 'demo',
  'cloud.appLicense': 'demo',
  'cloud.bindingCode': 'dockwall',
}

/** A demo's broker takes nobody but the docks it was started with. */
export const demoAccount = (): { username: string; password: string } => ({
  username: 'demo',
  password: randomBytes(18).toString('base64url'),
})
