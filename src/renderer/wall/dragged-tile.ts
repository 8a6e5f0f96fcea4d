const MIME = 'application/x-dockwall-tile'

/** Puts a tile's index into a drag. */
export const dragTile = (transfer: DataTransfer, index: number): void => {
  transfer.effectAllowed = 'move'
  transfer.setData(MIME, String(index))
}

export const carriesTile = (transfer: DataTransfer | null): boolean =>
  transfer?.types.includes(MIME) ?? false

/** The index of a dropped tile, or undefined when something else was dropped. */
export const droppedTile = (transfer: DataTransfer | null): number | undefined => {
  const text = transfer?.getData(MIME)
  return text && /^\d{1,2}$/.test(text) ? Number(text) : undefined
}
