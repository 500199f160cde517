/** How high a line of a list is, in pixels: its cover, or two lines of a name with what is said below it. */
export const lineHeight = 77

/** The name of a title that has a line to itself. Parts of a season often differ in the last word only. */
export function LineName({ name }: { name: string }) {
  return (
    <span className="line-clamp-2 leading-5 font-medium text-pretty" title={name}>
      {name}
    </span>
  )
}
