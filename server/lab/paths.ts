/** Where the parts of a lab lie on this machine; decided by config, only carried here. */
export interface LabPaths {
  /** The folder `server/lab/supervisor`, with `boot/` and `etc/` in it. */
  readonly supervisor: string
  /** Folder of the pinned Python packages (`var/python`); absent: a lab with the standard library only. */
  readonly python: string | undefined
  /** Unpacked Debian packages (`var/system`) when redis-server comes from there. */
  readonly system: string | undefined
  readonly bwrap: string
  readonly redisServer: string
}

/** A folder of the machine that a lab sees read-only at `to`. */
export interface Mount {
  readonly from: string
  readonly to: string
  /** Folders below it, by their relative path, that stay covered. */
  readonly hide?: readonly string[]
}

/** Folders of ours that labs read. */
export function shown({ supervisor, python, system }: LabPaths): string[] {
  return [supervisor, python, system].filter((folder) => folder !== undefined)
}
