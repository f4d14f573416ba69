/** Who is here, where the cookie does not say: the studio shows several learners in one browser, each in a frame of its own. */

/** The learner that the frame around this page names; another site's frame names none. */
export const framedLearner: string | undefined =
  typeof window === 'undefined'
    ? undefined
    : (window.frameElement?.getAttribute('data-as') ?? undefined)

/** The address of something that is this learner's alone. */
export function ownUrl(path: string): string {
  return framedLearner === undefined ? path : `${path}?as=${framedLearner}`
}
