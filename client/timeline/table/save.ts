/** Rows to take along: as JSON, and as CSV that no spreadsheet runs. Pure. */
import type { Row } from './rows.ts'

const COLUMNS = ['time', 'who', 'what', 'channel', 'payload', 'bytes', 'receivers'] as const

/** Seconds of a time, as the table shows them. */
export type Seconds = (at: number) => string

function cells(row: Row, seconds: Seconds): Record<(typeof COLUMNS)[number], string> {
  return {
    time: seconds(row.at),
    who: row.who,
    what: row.what,
    channel: row.channel,
    payload: row.payload,
    bytes: row.size === undefined ? '' : String(row.size),
    receivers: row.receivers,
  }
}

export function toJson(rows: readonly Row[], seconds: Seconds): string {
  return `${JSON.stringify(
    rows.map((row) => cells(row, seconds)),
    null,
    1,
  )}\n`
}

export function toCsv(rows: readonly Row[], seconds: Seconds): string {
  const lines = rows.map((row) => {
    const texts = cells(row, seconds)
    return COLUMNS.map((column) => cell(texts[column])).join(',')
  })
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`
}

/** As tabs and lines, for pasting. */
export function toText(rows: readonly Row[], seconds: Seconds): string {
  return rows
    .map((row) =>
      Object.values(cells(row, seconds))
        .map((text) => text.replace(/[\t\r\n]+/g, ' '))
        .join('\t'),
    )
    .join('\n')
}

/** What a spreadsheet would take for a formula gets an apostrophe, as OWASP advises; quotes are doubled. */
function cell(text: string): string {
  const safe =
    /^[\s]*[=+\-@|%]|^[\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n\t]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe
}
