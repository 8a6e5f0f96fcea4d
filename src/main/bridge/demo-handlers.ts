import type { Outcome } from '@shared/contract'
import type { DemoFaultOn } from '@shared/demo-fault'
import type { Handlers } from './door'

export const demoHandlers = (needs: {
  fault(wanted: DemoFaultOn & { on: boolean }): Promise<Outcome>
}): Pick<Handlers, 'demo.fault'> => ({ 'demo.fault': (wanted) => needs.fault(wanted) })
