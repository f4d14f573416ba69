/** The HTML that puts a step into another page, with a height that follows what is in it. Pure. */

export interface Embedded {
  /** Full address of the embed view, with its code. */
  src: string
  title: string
}

export function snippet({ src, title }: Embedded): string {
  return `<iframe src="${quoted(src)}" title="${quoted(title)}"
  width="100%" height="560" style="border: 0" loading="lazy"></iframe>
<script>
  addEventListener('message', ({ source, data }) => {
    if (data?.type !== 'backchannel:height') return
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source) frame.height = data.height
  })
</script>`
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
