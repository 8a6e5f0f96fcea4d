import type { SecretName } from '@shared/settings'

const each: Record<SecretName, true> = {
  'broker.password': true,
  'cloud.bindingCode': true,
  'cloud.appKey': true,
  'cloud.appLicense': true,
  'external.password': true,
  'external.keyPassphrase': true,
  'ingest.key': true,
  'mediaServer.key': true,
  'mediaServer.token': true,
}

/** All secrets, in the order of their page; a missing one does not compile. */
export const SECRET_NAMES = Object.keys(each) as SecretName[]
