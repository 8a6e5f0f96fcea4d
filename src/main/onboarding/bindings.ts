/** That a device belongs to an organisation, as it was bound at this station. */
export interface Binding {
  organizationId: string
  /** The name the installer gave the device; may be empty. */
  callsign: string
}

/** Where bindings are remembered between runs. */
export interface Bindings {
  get(sn: string): Binding | undefined
  set(sn: string, binding: Binding): void
}
