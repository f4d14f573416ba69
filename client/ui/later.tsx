/** A component whose code comes in a chunk of its own, when it is first drawn; nothing is shown until then. */
import { Component, Suspense, lazy } from 'react'
import type { ComponentType, ReactNode } from 'react'

/** Where the chunk can't be had, its place stays empty and the page around it works on. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Lazy = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
  return function Later(props: P) {
    return (
      <Missing>
        <Suspense>
          <Lazy {...props} />
        </Suspense>
      </Missing>
    )
  }
}

class Missing extends Component<{ children: ReactNode }, { missing: boolean }> {
  override state = { missing: false }

  static getDerivedStateFromError(): { missing: boolean } {
    return { missing: true }
  }

  override render(): ReactNode {
    return this.state.missing ? null : this.props.children
  }
}
