/** Another's reader of our zips: Python's, which is on every machine that runs labs; unzip is not. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** It leaves out the modes, which unzip gives; these are in the upper half of the attributes that Unix writes. */
const EXTRACT = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as zip:
    for entry in zip.infolist():
        place = zip.extract(entry, sys.argv[2])
        if entry.create_system == 3 and entry.external_attr >> 16:
            os.chmod(place, entry.external_attr >> 16 & 0o777)
`

/** Unpacks the zip into `folder`, with its programs executable. Rejects with what Python says of a broken one. */
export async function unzip(file: string, folder: string): Promise<void> {
  await promisify(execFile)('/usr/bin/python3', ['-I', '-c', EXTRACT, file, folder])
}
