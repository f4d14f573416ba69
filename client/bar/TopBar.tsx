/** The top bar. */
export function TopBar() {
  return <header />
}
