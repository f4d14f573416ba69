/** The page that asks for the access code: plain HTML, no script, in the colours of the page behind it. */

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#f4f6f4, #0f1513); color: light-dark(#14201b, #e6ece8); }
main { width: min(22rem, calc(100vw - 3rem)); }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
p { margin: 0 0 1rem; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input, button { font: inherit; padding: .5rem .75rem; border-radius: 4px; box-sizing: border-box; }
input { width: 100%; border: 1px solid light-dark(#7d8983, #66736c); color: inherit;
  background: light-dark(#fff, #151c19); margin-bottom: .75rem; }
button { border: 0; font-weight: 600; color: light-dark(#fff, #0f1513);
  background: light-dark(#14201b, #e6ece8); cursor: pointer; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }`

/** `say`: what was wrong with the last try. It names an icon, an empty one: else the browser asks the gate for one. */
export function codePage(say?: string): string {
  const told = say === undefined ? '' : `<p id="said" role="alert"><b>${say}</b></p>`
  const wrong = say === undefined ? '' : ' aria-invalid="true" aria-describedby="said"'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>backchannel: access code</title><link rel="icon" href="data:,"><style>${STYLE}</style>
</head>
<body>
<main>
<h1>backchannel</h1>
<p>This playground is for a class. Its teacher has the code.</p>
${told}<form method="post"><label for="code">Access code</label>
<input id="code" name="code" type="password" autocomplete="current-password" required autofocus${wrong}>
<button>Come in</button></form>
</main>
</body>
</html>
`
}
