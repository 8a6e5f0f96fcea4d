import type { Envelope } from '@protocol/dji/envelope'
import {
  parseOnboardingRequest,
  type BindDevice,
  type OnboardingRequest,
} from '@protocol/dji/onboarding'
import {
  BIND_CODES,
  writeBindReply,
  writeBindStatusReply,
  writeConfigReply,
  writeOrganizationReply,
} from '@protocol/dji/onboarding-reply'
import type { FaultCode } from '@shared/fault'
import type { Cloud } from './cloud'

type Data = Readonly<Record<string, unknown>>

/** Any other number than 0 is a no. */
const REFUSED: Data = { result: 1 }
/** Asked before each take-off: "nothing for you" lets the dock go on. */
const NOTHING_TO_FETCH = ['flight_areas_get', 'offline_map_get']

const MAX_CALLSIGN = 64
const UNPRINTABLE = /\p{C}/gu

/**
 * The `data` of the answer to a request. What this station does not offer is refused rather than
 * left unanswered, among it storage_config_get: media stay on the dock.
 */
export const answerRequest = (cloud: Cloud, gatewaySn: string, envelope: Envelope): Data => {
  if (NOTHING_TO_FETCH.includes(envelope.method ?? '')) return { result: 0 }
  const request = parseOnboardingRequest(envelope.method, envelope.data)
  if (typeof request === 'string') return REFUSED
  switch (request.method) {
    case 'config':
      return answerConfig(cloud, gatewaySn)
    case 'airport_bind_status':
      return answerBindStatus(cloud, gatewaySn, request.devices)
    case 'airport_organization_get':
      return answerOrganization(cloud, gatewaySn, request)
    case 'airport_organization_bind':
      return answerBind(cloud, gatewaySn, request.devices)
  }
}

const fault = (cloud: Cloud, code: FaultCode, gatewaySn: string): void =>
  cloud.onFault({ code, at: cloud.now(), detail: gatewaySn })

/** A real dock checks the licence and leaves when it is wrong, so rubbish is never sent. */
const answerConfig = (cloud: Cloud, gatewaySn: string): Data => {
  const { appId, ntpHost, ntpPort } = cloud.settings()
  const appKey = cloud.secret('cloud.appKey')
  const appLicense = cloud.secret('cloud.appLicense')
  if (!appId || !appKey || !appLicense) {
    fault(cloud, 'app-credentials-missing', gatewaySn)
    return REFUSED
  }
  cloud.progress.reached(gatewaySn, 'licence')
  const host = ntpHost || cloud.ownAddress(gatewaySn) || ''
  return writeConfigReply({ appId, appKey, appLicense, ntpHost: host, ntpPort })
}

const answerBindStatus = (cloud: Cloud, gatewaySn: string, devices: readonly string[]): Data => {
  const { organizationId, organizationName } = cloud.settings()
  return writeBindStatusReply(
    devices.map((sn) => {
      const binding = cloud.bindings.get(sn)
      if (binding?.organizationId !== organizationId) return { sn }
      if (sn === gatewaySn) cloud.progress.reached(sn, 'bound')
      const { callsign } = binding
      return { sn, organization: { id: organizationId, name: organizationName, callsign } }
    }),
  )
}

/** 0, or why these credentials do not bind a device. Without a code set any code will do. */
const bindCode = (cloud: Cloud, said: { organizationId: string; bindingCode: string }): number => {
  if (said.organizationId !== cloud.settings().organizationId) return BIND_CODES.unknownOrganization
  const code = cloud.secret('cloud.bindingCode') ?? ''
  return code === '' || said.bindingCode === code ? 0 : BIND_CODES.wrongCode
}

const answerOrganization = (
  cloud: Cloud,
  gatewaySn: string,
  request: Extract<OnboardingRequest, { method: 'airport_organization_get' }>,
): Data => {
  const result = bindCode(cloud, request)
  if (result !== 0) {
    fault(cloud, 'binding-code-wrong', gatewaySn)
    return { result }
  }
  return writeOrganizationReply(cloud.settings().organizationName)
}

const answerBind = (cloud: Cloud, gatewaySn: string, devices: readonly BindDevice[]): Data => {
  const results = devices.map((device) => ({ sn: device.sn, code: bindCode(cloud, device) }))
  devices.forEach(({ sn, organizationId, callsign }, index) => {
    if (results[index]?.code !== 0) return
    const name = callsign.replace(UNPRINTABLE, '').trim().slice(0, MAX_CALLSIGN)
    cloud.bindings.set(sn, { organizationId, callsign: name })
    if (sn === gatewaySn) cloud.progress.reached(sn, 'bound')
  })
  if (results.some(({ code }) => code !== 0)) fault(cloud, 'binding-code-wrong', gatewaySn)
  return writeBindReply(results)
}
