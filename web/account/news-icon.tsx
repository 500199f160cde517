import { Icon, type IconName } from '../ui/icon.tsx'

export function NewsIcon({ name }: { name: IconName }) {
  return (
    <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken text-muted">
      <Icon name={name} />
    </span>
  )
}
