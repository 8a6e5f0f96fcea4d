import { FieldReader } from '@protocol/dji/field-reader'
import { writeOnboardingRequest, type OnboardingRequest } from '@protocol/dji/onboarding'
import type { Identity } from '../identity'
import type { DockNeeds, DockOptions } from './dock-needs'
import type { Questions } from './questions'

const ASK = { topic: 'requests', every: 10_000, tries: 3 } as const
const MAX_TEXT = 4096

/**
 * What a dock asks before it goes online (DJI: dock access to cloud): licence, then binding.
 * Remotes skip it: their cloud page has done it for them.
 */
export class Onboarding {
  constructor(
    private readonly identity: Identity,
    private readonly options: Pick<DockOptions, 'organizationId' | 'bindingCode'>,
    private readonly questions: Questions,
    private readonly faults: DockNeeds['faults'],
  ) {}

  /** @param done told undefined when the dock may go online, otherwise why not. */
  begin(done: (refused?: string) => void): void {
    this.ask({ method: 'config' }, (data) => {
      const refused = this.refuses(data)
      if (refused === undefined) this.bind(done)
      else done(refused)
    })
  }

  /** A real dock has its licence checked by DJI; this one can only be told how strict to be. */
  private refuses(data: unknown): string | undefined {
    if (data === undefined) return 'config was not answered'
    const mode = this.faults.value('license')
    if (mode === 'reject') return 'licence refused'
    const read = new FieldReader()
    const fields = read.object(data) ?? {}
    const missing = ['app_id', 'app_key', 'app_license'].filter(
      (name) => !read.text(fields[name], MAX_TEXT),
    )
    if (mode === 'strict' && missing.length > 0) return `config lacks ${missing.join(', ')}`
    return undefined
  }

  private bind(done: (refused?: string) => void): void {
    const { sn, aircraftSn } = this.identity
    this.ask({ method: 'airport_bind_status', devices: [sn, aircraftSn] }, (data) => {
      const list = outputList(data, 'bind_status')
      if (list === undefined) return done('airport_bind_status was not answered')
      const bound = list.filter((entry) => entry['is_device_bind_organization'] === true)
      if (bound.length >= 2) done()
      else this.findOrganization(done)
    })
  }

  private findOrganization(done: (refused?: string) => void): void {
    const { organizationId, bindingCode } = this.options
    this.ask({ method: 'airport_organization_get', organizationId, bindingCode }, (data) => {
      const result = resultOf(data)
      if (result === 0) this.bindBoth(done)
      else done(`airport_organization_get answered ${result ?? 'nothing'}`)
    })
  }

  private bindBoth(done: (refused?: string) => void): void {
    const { sn, aircraftSn, name, kind } = this.identity
    const { organizationId, bindingCode } = this.options
    const { aircraft, modelKey } = kind
    const devices = [
      { sn, callsign: name, modelKey },
      { sn: aircraftSn, callsign: `${name} ${aircraft.label}`, modelKey: aircraft.modelKey },
    ].map((device) => ({ ...device, organizationId, bindingCode }))
    this.ask({ method: 'airport_organization_bind', devices }, (data) => {
      const errors = outputList(data, 'err_infos')?.filter((entry) => entry['err_code'] !== 0)
      if (errors?.length === 0) done()
      else done(`airport_organization_bind answered ${resultOf(data) ?? 'nothing'}`)
    })
  }

  private ask(request: OnboardingRequest, answered: (data: unknown) => void): void {
    const { method } = request
    this.questions.ask({ ...ASK, method, data: writeOnboardingRequest(request), answered })
  }
}

function resultOf(data: unknown): number | undefined {
  const read = new FieldReader()
  return read.integer(read.object(data)?.['result'])
}

function outputList(data: unknown, name: string): Readonly<Record<string, unknown>>[] | undefined {
  const read = new FieldReader()
  if (resultOf(data) !== 0) return undefined
  const output = read.object(read.object(data)?.['output'])
  return read.list(output?.[name], 16).map((entry) => read.object(entry) ?? {})
}
