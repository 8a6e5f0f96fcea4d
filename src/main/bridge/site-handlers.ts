import type { Outcome } from '@shared/contract'
import type { SiteState } from '@shared/site'
import type { Handlers } from './door'

export interface SiteNeeds {
  state(): SiteState
  choose(mode: 'demo' | 'embedded' | 'external'): Outcome | Promise<Outcome>
  tryBroker(): Promise<Outcome>
}

export function siteHandlers(
  needs: SiteNeeds,
): Pick<Handlers, 'site.get' | 'site.choose' | 'site.try-broker'> {
  return {
    'site.get': () => needs.state(),
    'site.choose': ({ mode }) => needs.choose(mode),
    'site.try-broker': () => needs.tryBroker(),
  }
}
