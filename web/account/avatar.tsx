/** A user's picture or first letter. Without alternative text, as the name is next to it. */
export function Avatar({
  of: { name, avatarUrl },
  className = 'size-8',
}: {
  of: { readonly name: string; readonly avatarUrl: string | null }
  className?: string
}) {
  const frame = `shrink-0 rounded-full bg-accent-soft ${className}`
  if (avatarUrl !== null) return <img src={avatarUrl} alt="" className={`${frame} object-cover`} />
  return (
    <span
      aria-hidden="true"
      className={`${frame} grid place-items-center font-semibold text-accent uppercase`}
    >
      {name.slice(0, 1)}
    </span>
  )
}
