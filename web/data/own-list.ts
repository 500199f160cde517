/** AniList does not tell small letters from capital ones. */
export function isOwnList(account: { readonly name: string }, name: string): boolean {
  return account.name.toLowerCase() === name.toLowerCase()
}
