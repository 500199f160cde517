import { Link } from '@tanstack/react-router'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import type { Account } from '../data/account.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { HeaderMenu } from '../ui/menu.tsx'
import { useAccountTexts } from '../ui/texts/en-account.ts'
import { useTexts } from '../ui/texts/language.tsx'
import { Avatar } from './avatar.tsx'
import { useSignOut } from './sign-in-again.tsx'

const item =
  'flex min-h-11 w-full items-center gap-3 rounded-s px-3 outline-none select-none data-highlighted:bg-sunken'

/** Links to the user's own pages, and sign-out. */
export default function AccountMenu({ account, children }: { account: Account; children: ReactNode }) {
  const texts = useTexts()
  const accountTexts = useAccountTexts()
  const signOut = useSignOut()
  return (
    <HeaderMenu button={children}>
      <DropdownMenu.Label className="flex items-center gap-3 px-3 py-2">
        <Avatar of={account} className="size-10" />
        <span className="min-w-0">
          <span className="block truncate font-semibold">{account.name}</span>
          <span className="block text-s text-muted">{accountTexts.signedIn}</span>
        </span>
      </DropdownMenu.Label>
      <DropdownMenu.Separator className="my-2 border-t border-rule" />
      <DropdownMenu.Item asChild>
        <Link to="/u/$name" params={{ name: account.name }} className={item}>
          <Words icon="rails">{texts.account.yourList}</Words>
        </Link>
      </DropdownMenu.Item>
      <DropdownMenu.Item asChild>
        <Link to="/account" className={item}>
          <Words icon="person">{accountTexts.title}</Words>
        </Link>
      </DropdownMenu.Item>
      <DropdownMenu.Item asChild>
        <Link to="/settings" className={item}>
          <Words icon="gear">{texts.shell.settings}</Words>
        </Link>
      </DropdownMenu.Item>
      <DropdownMenu.Separator className="my-2 border-t border-rule" />
      <DropdownMenu.Item className={`${item} cursor-pointer`} onSelect={() => void signOut()}>
        <Words icon="leave">{accountTexts.signOut}</Words>
      </DropdownMenu.Item>
    </HeaderMenu>
  )
}

function Words({ icon, children }: { icon: IconName; children: string }) {
  return (
    <>
      <Icon name={icon} className="size-5 text-muted" />
      {children}
    </>
  )
}
